package io.countersign.kit.avro;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** {@link AvroWire} as Kafka's interface; configured with {@code schema.registry.url}. For values only. */
public final class ConfluentAvroSerializer implements Serializer<SpecificRecord> {

    private @Nullable AvroWire wire;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        wire = ConfluentAvro.configured(configs);
    }

    @Override
    public byte @Nullable [] serialize(String topic, @Nullable SpecificRecord data) {
        if (wire == null) {
            throw new IllegalStateException("Configure the serializer before use");
        }
        return data == null ? null : wire.encode(topic, data);
    }
}
