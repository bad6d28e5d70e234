package io.countersign.kit.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.PredictionSubmitted;
import io.countersign.event.ReviewActivity;
import io.countersign.kit.Events;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.specific.SpecificRecord;

/** Whatever bytes come: a record, or the one exception that makes a dead letter of them. */
class GarbageBytesTest {

    private static final List<Schema> SCHEMAS = List.of(
            ReviewActivity.getClassSchema(),
            PredictionSubmitted.getClassSchema(),
            OutcomeSubmitted.getClassSchema(),
            SchemaBuilder.builder().stringType(),
            SchemaBuilder.array().items().nullType(),
            SchemaBuilder.map().values().bytesType());
    private static final AvroWire WIRE = new AvroWire(new SchemaRegistry() {
        @Override
        public int idOf(String subject, Schema schema) {
            return 1 + SCHEMAS.indexOf(schema);
        }

        @Override
        public Optional<Schema> byId(int id) {
            return id < 1 || id > SCHEMAS.size() ? Optional.empty() : Optional.of(SCHEMAS.get(id - 1));
        }
    });

    @Property(tries = 2_000)
    void random_bytes_are_undecodable_or_a_record(@ForAll @Size(max = 300) byte[] bytes) {
        decodes(bytes);
    }

    @Property(tries = 5_000)
    void random_bytes_under_any_schema_id_are_undecodable_or_a_record(
            @ForAll @Size(max = 300) byte[] bytes, @ForAll @IntRange(min = -1, max = 8) int id) {
        decodes(ByteBuffer.allocate(5 + bytes.length)
                .put((byte) 0)
                .putInt(id)
                .put(bytes)
                .array());
    }

    @Property(tries = 2_000)
    void a_record_with_some_bytes_changed_is_undecodable_or_another_record(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 10_000) Integer> places, @ForAll byte to) {
        var bytes = WIRE.encode(Events.TOPIC, Events.activity("a", 1));
        places.forEach(place -> bytes[place % bytes.length] = to);

        decodes(bytes);
    }

    @Property(tries = 500)
    void a_record_that_was_cut_is_undecodable(@ForAll @IntRange(max = 10_000) int length) {
        var whole = WIRE.encode(Events.TOPIC, Events.activity("a", 1));
        var cut = Arrays.copyOf(whole, length % whole.length);

        assertThatThrownBy(() -> WIRE.decode(cut, ReviewActivity.class)).isInstanceOf(UndecodableRecordException.class);
    }

    private static void decodes(byte[] bytes) {
        SpecificRecord record;
        try {
            record = WIRE.decode(bytes, ReviewActivity.class);
        } catch (UndecodableRecordException e) {
            assertThat(e).hasMessageMatching("(?s).+");
            return;
        }
        assertThat(record).isNotNull();
    }
}
