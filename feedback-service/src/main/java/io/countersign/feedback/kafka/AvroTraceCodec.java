package io.countersign.feedback.kafka;

import io.countersign.event.DecisionTrace;
import io.countersign.feedback.CaseStore.EncodedLabel;
import io.countersign.feedback.CaseStore.EncodedTrace;
import io.countersign.feedback.TraceCodec;
import io.countersign.feedback.WireEvent;
import io.countersign.feedback.label.CaseLabel;
import io.countersign.feedback.trace.CaseEvent;
import io.countersign.feedback.trace.CaseTrace;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.ids.Ids;
import io.countersign.kit.outbox.OutboxProperties;
import io.countersign.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Traces and labels in Confluent's wire format. */
@Component
final class AvroTraceCodec implements TraceCodec {

    private static final String NO_ID = "";
    private static final String NO_DIGEST = "";

    /** Room for the names and values of the record's headers, the case id that one of them repeats not counted. */
    private static final int HEADERS = 512;

    private final AvroWire wire;
    private final int mostBytes;

    AvroTraceCodec(AvroWire wire, OutboxProperties outbox) {
        this.wire = wire;
        this.mostBytes = outbox.maxBytes();
    }

    @Override
    public CaseEvent decode(WireEvent event) {
        return CaseEventReader.read(wire.decode(event.value(), EventTypes.ofCase(event.topic())));
    }

    @Override
    public Listed listed(CaseTrace trace) {
        var fitting = fitting(trace);
        return new Listed(fitting.listed(), fitting.digest());
    }

    @Override
    public Optional<EncodedTrace> encode(CaseTrace trace, @Nullable String before, long version) {
        var fitting = fitting(trace);
        var digest = fitting.digest();
        return digest.equals(before)
                ? Optional.empty()
                : Optional.of(new EncodedTrace(version, digest, fitting.bytes().marked(Ids.next(), version, digest)));
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

    /** The fullest listing that a relay can send: one that it cannot would hold up every trace behind it. */
    private Fitting fitting(CaseTrace trace) {
        var listings = trace.listings().iterator();
        CaseTrace listed;
        TraceBytes bytes;
        do {
            listed = listings.next();
            bytes = new TraceBytes(wire.encode(Topics.DECISION_TRACE, unmarked(listed)));
        } while (!fits(bytes, listed.caseId()) && listings.hasNext());
        return new Fitting(listed, bytes, listed.equals(trace) ? bytes.digest() : digest(bytes, trace));
    }

    private boolean fits(TraceBytes bytes, String caseId) {
        return bytes.mostBytesMarked() + HEADERS + 2 * caseId.getBytes(StandardCharsets.UTF_8).length <= mostBytes;
    }

    private static String digest(TraceBytes listed, CaseTrace whole) {
        var both = listed.digest() + AvroDigest.of(unmarked(whole));
        return Sha256.hexOf(both.getBytes(StandardCharsets.US_ASCII), 0);
    }

    private static DecisionTrace unmarked(CaseTrace trace) {
        return TraceRecords.record(trace, NO_ID, NO_DIGEST, 0);
    }

    private record Fitting(CaseTrace listed, TraceBytes bytes, String digest) {}
}
