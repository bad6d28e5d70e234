package io.countersign.feedback.kafka;

import io.countersign.event.TrainingLabel;
import io.countersign.feedback.label.CaseLabel;
import java.time.Instant;

/** Label → Avro. */
final class LabelRecords {

    static TrainingLabel record(String caseId, CaseLabel label, String eventId, Instant occurredAt, long version) {
        return new TrainingLabel(
                eventId,
                caseId,
                label.caseRevision(),
                occurredAt,
                version,
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

    private LabelRecords() {}
}
