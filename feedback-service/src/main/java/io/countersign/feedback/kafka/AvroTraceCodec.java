package io.countersign.feedback.kafka;

import io.countersign.feedback.CaseStore.EncodedLabel;
import io.countersign.feedback.CaseStore.EncodedTrace;
import io.countersign.feedback.TraceCodec;
import io.countersign.feedback.WireEvent;
import io.countersign.feedback.label.CaseLabel;
import io.countersign.feedback.trace.CaseEvent;
import io.countersign.feedback.trace.CaseTrace;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.ids.Ids;
import io.countersign.topics.Topics;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Traces and labels in Confluent's wire format. */
@Component
final class AvroTraceCodec implements TraceCodec {

    private static final String NO_ID = "";
    private static final String NO_DIGEST = "";

    private final AvroWire wire;

    AvroTraceCodec(AvroWire wire) {
        this.wire = wire;
    }

    @Override
    public CaseEvent decode(WireEvent event) {
        return CaseEventReader.read(wire.decode(event.value(), EventTypes.ofCase(event.topic())));
    }

    @Override
    public String digest(CaseTrace trace) {
        return AvroDigest.of(TraceRecords.record(trace, NO_ID, NO_DIGEST, 0));
    }

    @Override
    public Optional<EncodedTrace> encode(CaseTrace trace, @Nullable String before, long version) {
        var bytes = new TraceBytes(wire.encode(Topics.DECISION_TRACE, TraceRecords.record(trace, NO_ID, NO_DIGEST, 0)));
        var digest = bytes.digest();
        return digest.equals(before)
                ? Optional.empty()
                : Optional.of(new EncodedTrace(version, digest, bytes.marked(Ids.next(), version, digest)));
    }

    @Override
    public Optional<EncodedLabel> encode(CaseTrace trace, CaseLabel label, @Nullable String before, long version) {
        var record = LabelRecords.record(trace.caseId(), label, NO_ID, Instant.EPOCH, 0);
        var digest = AvroDigest.of(record);
        if (digest.equals(before)) {
            return Optional.empty();
        }
        record.put("eventId", Ids.next());
        record.put("occurredAt", trace.occurredAt());
        record.put("traceVersion", version);
        return Optional.of(new EncodedLabel(digest, wire.encode(Topics.TRAINING_LABEL, record)));
    }
}
