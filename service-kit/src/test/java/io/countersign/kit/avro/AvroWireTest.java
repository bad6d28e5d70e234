package io.countersign.kit.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.ReviewActivity;
import io.countersign.kit.Events;
import java.util.Arrays;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class AvroWireTest {

    private static final Schema SCHEMA = ReviewActivity.getClassSchema();
    private static final AvroWire WIRE = reads(SCHEMA);

    @Test
    void what_was_written_of_a_record_that_failed_is_in_no_other_record() {
        var whole = Events.activity("whole", 1);
        var halfway = Events.activity("a-case-whose-record-breaks-off", 1);
        halfway.put(SCHEMA.getField("queue").pos(), null);
        var alone = WIRE.encode(Events.TOPIC, whole);

        assertThatThrownBy(() -> WIRE.encode(Events.TOPIC, halfway)).isInstanceOf(RuntimeException.class);

        assertThat(WIRE.encode(Events.TOPIC, whole)).isEqualTo(alone);
        assertThat(WIRE.decode(alone, ReviewActivity.class)).isEqualTo(whole);
    }

    @Test
    void the_head_of_an_event_says_which_it_is_of_which_case_and_when() {
        var event = Events.activity("case-7", 1);

        var head = WIRE.head(WIRE.encode(Events.TOPIC, event), ReviewActivity.class);

        assertThat(head.getSchema().getFields())
                .extracting(Schema.Field::name)
                .containsExactly("eventId", "caseId", "occurredAt");
        assertThat(head.get(0)).hasToString(event.getEventId());
        assertThat(head.get(1)).hasToString("case-7");
        assertThat(head.get(2)).isEqualTo(event.getOccurredAt());
    }

    @Test
    void what_stands_behind_the_head_is_not_read() {
        var whole = WIRE.encode(Events.TOPIC, Events.activity("case-7", 1));

        var brokenOff = WIRE.head(Arrays.copyOf(whole, whole.length - 1), ReviewActivity.class);

        assertThat(brokenOff).isEqualTo(WIRE.head(whole, ReviewActivity.class));
    }

    @Test
    void a_writer_that_does_not_know_the_time_yet_has_no_head() {
        var written = SchemaBuilder.record(SCHEMA.getName())
                .namespace(SCHEMA.getNamespace())
                .fields()
                .requiredString("eventId")
                .requiredString("caseId")
                .endRecord();

        assertThatThrownBy(() -> reads(written).head(new byte[] {0, 0, 0, 0, 1, 2, 'e', 2, 'c'}, ReviewActivity.class))
                .isInstanceOf(UndecodableRecordException.class);
    }

    @Test
    void a_head_of_what_is_no_record_is_poison() {
        assertThatThrownBy(() -> reads(SchemaBuilder.builder().stringType())
                        .head(new byte[] {0, 0, 0, 0, 1, 2, 'e'}, ReviewActivity.class))
                .isInstanceOf(UndecodableRecordException.class);
    }

    @Test
    void a_head_of_bytes_that_fit_nothing_is_poison() {
        assertThatThrownBy(() -> WIRE.head(new byte[] {0, 0, 0, 0, 1, 12}, ReviewActivity.class))
                .isInstanceOf(UndecodableRecordException.class);
    }

    /** A wire whose registry knows one schema only. */
    private static AvroWire reads(Schema written) {
        return new AvroWire(new SchemaRegistry() {
            @Override
            public int idOf(String subject, Schema schema) {
                return 1;
            }

            @Override
            public Optional<Schema> byId(int id) {
                return Optional.of(written);
            }
        });
    }
}
