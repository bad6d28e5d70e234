package io.countersign.feedback.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.DecisionTrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Positive;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** A trace that is marked afterwards is the trace that had its marks from the first. */
class TraceBytesLawTest {

    private static final byte[] HEADER = {0, 0, 0, 1, 44};

    @Property
    void marks_filled_in_are_marks_encoded(
            @ForAll @NotEmpty String caseId,
            @ForAll @Positive int revision,
            @ForAll @LongRange(min = -62_135_596_800_000L, max = 253_402_300_799_999L) long millis,
            @ForAll @NotEmpty String eventId,
            @ForAll @Positive long version,
            @ForAll List<@NotEmpty String> keys) {
        var at = Instant.ofEpochMilli(millis);
        var unmarked = trace("", caseId, revision, at, 0, "", keys);
        var bytes = new TraceBytes(wire(unmarked));
        var digest = bytes.digest();

        assertThat(digest).isEqualTo(AvroDigest.of(unmarked));
        assertThat(bytes.marked(eventId, version, digest))
                .isEqualTo(wire(trace(eventId, caseId, revision, at, version, digest, keys)));
    }

    private static DecisionTrace trace(
            String eventId,
            String caseId,
            int revision,
            Instant occurredAt,
            long version,
            String digest,
            List<String> keys) {
        return DecisionTrace.newBuilder()
                .setEventId(eventId)
                .setCaseId(caseId)
                .setCaseRevision(revision)
                .setOccurredAt(occurredAt)
                .setTraceVersion(version)
                .setDigest(digest)
                .setState("settled")
                .setExcludedKeys(keys)
                .build();
    }

    private static byte[] wire(DecisionTrace trace) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(HEADER);
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new SpecificDatumWriter<DecisionTrace>(trace.getSchema(), SpecificData.getForSchema(trace.getSchema()))
                    .write(trace, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
