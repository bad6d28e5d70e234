package io.countersign.feedback.http;

import io.countersign.feedback.ReadTraces.VersionedLabel;
import java.time.Instant;

/** A label as JSON, with the names that it has on {@code hitl.training.label.v1}. */
record LabelView(
        String caseId,
        int caseRevision,
        Instant occurredAt,
        long traceVersion,
        String label,
        String basis,
        double weight,
        double propensity,
        double samplingWeight,
        int judgments,
        String modelId,
        String modelVersion,
        String modelLabel,
        boolean excluded) {

    static LabelView of(VersionedLabel found) {
        var label = found.label();
        return new LabelView(
                found.source().trace().caseId(),
                label.caseRevision(),
                found.source().trace().occurredAt(),
                found.source().version(),
                label.label(),
                label.basis().word(),
                label.weight(),
                label.propensity(),
                label.samplingWeight(),
                label.judgments(),
                label.prediction().modelId(),
                label.prediction().modelVersion(),
                label.prediction().label(),
                label.excluded());
    }
}
