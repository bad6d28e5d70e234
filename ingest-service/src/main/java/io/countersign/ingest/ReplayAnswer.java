package io.countersign.ingest;

import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.refusal.Refusal;
import java.util.List;

/** What became of a replay, or of a dismissal. Only where it is done has anything changed. */
public sealed interface ReplayAnswer {

    /**
     * It is done.
     *
     * @param word {@code accepted}, {@code repeated}, {@code sent} or {@code dismissed}
     */
    record Done(String word) implements ReplayAnswer {}

    /** There is no such thing. */
    record Unknown() implements ReplayAnswer {}

    /** Somebody has settled it already. */
    record Settled(String state) implements ReplayAnswer {}

    /** What was mended is still wrong. */
    record Wrong(List<Fault> faults) implements ReplayAnswer {}

    /** The door turns it away again. */
    record RefusedAgain(Refusal refusal) implements ReplayAnswer {}
}
