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

    /** SHA-256 over the trace without its event id, version and digest, lower-case hex. */
    String digest(CaseTrace trace);

    /**
     * The trace as a fresh event of this version.
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
}
