package io.countersign.feedback;

import io.countersign.feedback.CaseStore.EncodedLabel;
import io.countersign.feedback.CaseStore.EncodedTrace;
import io.countersign.feedback.label.CaseLabel;
import io.countersign.feedback.trace.CaseEvent;
import io.countersign.feedback.trace.CaseTrace;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between bytes on Kafka and the domain. */
public interface TraceCodec {

    /** What the bytes say. */
    CaseEvent decode(WireEvent event);

    /** What of the trace is published. */
    Listed listed(CaseTrace trace);

    /**
     * What of the trace is published, as a fresh event of this version.
     *
     * @param before the digest that it had; null where there was none
     * @return empty where the digest is the same as before
     */
    Optional<EncodedTrace> encode(CaseTrace trace, @Nullable String before, long version);

    /**
     * The label as a fresh event, derived from the trace of this version. Its digest is SHA-256 over the label without its
     * event id, version and time, lower-case hex.
     *
     * @param before the digest that it had; null where there was none
     * @return empty where the digest is the same as before
     */
    Optional<EncodedLabel> encode(CaseTrace trace, CaseLabel label, @Nullable String before, long version);

    /**
     * As much of a trace as fits into a record, which nearly always is all of it.
     *
     * @param digest SHA-256 over the trace without its event id, version and digest, lower-case hex. Where it does not list
     *     everything, over that of what it lists and that of the whole: what is not listed still makes another digest
     */
    record Listed(CaseTrace trace, String digest) {}
}
