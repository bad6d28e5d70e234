package io.countersign.feedback;

import io.countersign.feedback.CaseStore.EncodedLabel;
import io.countersign.feedback.CaseStore.EncodedTrace;
import io.countersign.feedback.label.CaseLabel;
import io.countersign.feedback.trace.CaseEvent;
import io.countersign.feedback.trace.CaseTrace;

/** Between bytes on Kafka and the domain. */
public interface TraceCodec {

    /** What the bytes say. */
    CaseEvent decode(WireEvent event);

    /** SHA-256 over the trace without its event id, version and digest, lower-case hex. */
    String digest(CaseTrace trace);

    /** The trace as a fresh event of this version. */
    EncodedTrace encode(CaseTrace trace, String digest, long version);

    /** SHA-256 over the label without its event id, version and time, lower-case hex. */
    String digest(CaseTrace trace, CaseLabel label);

    /** The label as a fresh event, derived from the trace of this version. */
    EncodedLabel encode(CaseTrace trace, CaseLabel label, String digest, long version);
}
