package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.OutcomeArrived;
import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.PredictionScored;
import io.countersign.event.PredictionSubmitted;
import io.countersign.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

/**
 * Producers that registered a schema of their own: an older one, from before the fields with defaults were added, and a
 * newer one, with a field that this service has never heard of. Neither uses our classes.
 */
class OlderAndNewerProducersTest extends RunningIngest {

    @Test
    void a_prediction_by_an_older_a_newer_and_the_present_schema_are_all_taken_in() {
        var present = PredictionSubmitted.getClassSchema();
        var older = older(present);
        var newer = newer(present);
        var cases = List.of(fresh("older"), fresh("newer"), fresh("present"));

        sendBytes(
                Topics.PREDICTION_SUBMITTED,
                cases.get(0),
                written(Topics.PREDICTION_SUBMITTED, older, prediction(older, cases.get(0))));
        sendBytes(
                Topics.PREDICTION_SUBMITTED,
                cases.get(1),
                written(Topics.PREDICTION_SUBMITTED, newer, prediction(newer, cases.get(1))));
        send(Topics.PREDICTION_SUBMITTED, cases.get(2), Given.prediction(cases.get(2)));

        var scored =
                awaitEvents(Topics.PREDICTION_SCORED, PredictionScored.class, it -> cases.contains(it.getCaseId()), 3);
        var expected = Given.prediction("any").getPrediction();
        assertThat(scored).extracting(PredictionScored::getPrediction).containsOnly(expected);
        assertThat(scored).extracting(PredictionScored::getCaseRevision).containsOnly(1);
        assertThat(scored)
                .extracting(PredictionScored::getContentHash)
                .hasSize(3)
                .containsOnly(scored.getFirst().getContentHash());
    }

    @Test
    void so_are_outcomes() {
        var present = OutcomeSubmitted.getClassSchema();
        var cases = List.of(fresh("older"), fresh("newer"));
        var schemas = List.of(older(present), newer(present));

        for (int i = 0; i < 2; i++) {
            var outcome = new GenericData.Record(schemas.get(i));
            outcome.put("caseId", cases.get(i));
            outcome.put("occurredAt", NOW.minusSeconds(30).toEpochMilli());
            outcome.put("kind", "appeal");
            outcome.put("source", "audit-desk");
            fill(outcome);
            sendBytes(
                    Topics.OUTCOME_SUBMITTED, cases.get(i), written(Topics.OUTCOME_SUBMITTED, schemas.get(i), outcome));
        }

        assertThat(awaitEvents(Topics.OUTCOME_ARRIVED, OutcomeArrived.class, it -> cases.contains(it.getCaseId()), 2))
                .allSatisfy(it -> assertThat(it.getLabel()).isNull());
    }

    private static GenericRecord prediction(Schema schema, String caseId) {
        var inner = new GenericData.Record(schema.getField("prediction").schema());
        inner.put("source", "shop");
        inner.put("modelId", "toxicity");
        inner.put("modelVersion", "1.0");
        inner.put("label", "hate");
        inner.put("confidence", 0.9);
        fill(inner);
        var record = new GenericData.Record(schema);
        record.put("caseId", caseId);
        record.put("occurredAt", Given.NOW.minusSeconds(60).toEpochMilli());
        record.put("prediction", inner);
        fill(record);
        return record;
    }

    /** What was not set takes its default, and what we have never heard of a value. */
    private static void fill(GenericData.Record record) {
        for (var field : record.getSchema().getFields()) {
            if (field.name().equals("addedLater")) {
                record.put(field.pos(), 7L);
            } else if (record.get(field.pos()) == null && field.hasDefaultValue()) {
                record.put(field.pos(), GenericData.get().getDefaultValue(field));
            }
        }
    }

    private static byte[] written(String topic, Schema schema, GenericRecord record) {
        int id = PLATFORM.registry().register(topic + "-value", schema);
        var out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Schema older(Schema present) {
        var older = rewritten(present, false);
        assertThat(older.getFields()).hasSizeLessThan(present.getFields().size());
        return compatible(present, older);
    }

    private static Schema newer(Schema present) {
        return compatible(present, rewritten(present, true));
    }

    private static Schema compatible(Schema present, Schema other) {
        assertThat(SchemaCompatibility.checkReaderWriterCompatibility(present, other)
                        .getType())
                .isEqualTo(SchemaCompatibility.SchemaCompatibilityType.COMPATIBLE);
        return other;
    }

    /** The record and those directly in it: with one more field each, or without the fields that have a default. */
    private static Schema rewritten(Schema schema, boolean longer) {
        var fields = new ArrayList<Schema.Field>();
        for (var field : schema.getFields()) {
            if (longer || !field.hasDefaultValue()) {
                var type = field.schema().getType() == Schema.Type.RECORD
                        ? rewritten(field.schema(), longer)
                        : field.schema();
                fields.add(new Schema.Field(field, type));
            }
        }
        if (longer) {
            fields.add(new Schema.Field("addedLater", Schema.create(Schema.Type.LONG), "", 0L));
        }
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }
}
