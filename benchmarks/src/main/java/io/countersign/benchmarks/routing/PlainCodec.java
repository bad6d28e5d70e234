package io.countersign.benchmarks.routing;

import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.PredictionScored;
import io.countersign.kit.avro.AvroWire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Avro as cheap as it gets: one decoder, one encoder, and of each event one instance, an event that the service itself
 * wrote, in which only what differs from case to case is replaced.
 */
final class PlainCodec {

    private static final int WIRE_HEADER = 5;

    private final SpecificDatumReader<PredictionScored> reader = new SpecificDatumReader<>(PredictionScored.class);
    private final Event routed;
    private final Event decision;
    private final Headers headers;
    private @Nullable BinaryDecoder decoder;

    /**
     * Writes events like these.
     *
     * @param routed a routed case as the service wrote it
     * @param decision a decision as the service wrote it
     */
    PlainCodec(AvroWire wire, ConsumerRecord<String, byte[]> routed, ConsumerRecord<String, byte[]> decision) {
        this.routed = new Event(wire.decode(routed.value(), CaseRouted.class), routed.value());
        this.decision = new Event(wire.decode(decision.value(), DecisionMade.class), decision.value());
        this.headers = routed.headers();
    }

    PredictionScored decode(byte[] bytes) throws IOException {
        decoder = DecoderFactory.get().binaryDecoder(bytes, WIRE_HEADER, bytes.length - WIRE_HEADER, decoder);
        return reader.read(null, decoder);
    }

    byte[] caseRouted(PredictionScored scored) throws IOException {
        return routed.with("caseId", scored.getCaseId())
                .with("occurredAt", Instant.now())
                .with("prediction", scored.getPrediction())
                .with("contentHash", scored.getContentHash())
                .encode();
    }

    byte[] decisionMade(PredictionScored scored) throws IOException {
        return decision.with("caseId", scored.getCaseId())
                .with("occurredAt", Instant.now())
                .with("contentHash", scored.getContentHash())
                .encode();
    }

    /** Of the same number and size as those of the service. */
    Headers headers() {
        return headers;
    }

    private static final class Event {

        private final SpecificRecordBase record;
        private final byte[] wireHeader = new byte[WIRE_HEADER];
        private final SpecificDatumWriter<SpecificRecordBase> writer;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private @Nullable BinaryEncoder encoder;

        Event(SpecificRecordBase record, byte[] written) {
            this.record = record;
            this.writer = new SpecificDatumWriter<>(record.getSchema(), record.getSpecificData());
            System.arraycopy(written, 0, wireHeader, 0, WIRE_HEADER);
        }

        Event with(String field, Object value) {
            record.put(field, value);
            return this;
        }

        byte[] encode() throws IOException {
            out.reset();
            out.writeBytes(wireHeader);
            encoder = EncoderFactory.get().binaryEncoder(out, encoder);
            writer.write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        }
    }
}
