package io.countersign.kit.avro;

import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** {@link AvroWire} as Kafka's interface, making records of the class that the writer's schema names. For values only. */
public final class ConfluentAvroDeserializer implements Deserializer<SpecificRecord> {

    private @Nullable AvroWire wire;

    @Override
    public void configure(Map<String, ?> configs, boolean isKey) {
        wire = ConfluentAvro.configured(configs);
    }

    @Override
    public @Nullable SpecificRecord deserialize(String topic, byte @Nullable [] data) {
        if (wire == null) {
            throw new IllegalStateException("Configure the deserializer before use");
        }
        return data == null ? null : wire.decode(data);
    }
}
