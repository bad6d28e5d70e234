package io.countersign.kit.state;

import io.countersign.kit.avro.AvroAutoConfiguration;
import io.countersign.kit.avro.AvroWire;
import java.time.Clock;
import java.util.HashMap;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** Views of compacted topics, and listeners that wait for them. */
@AutoConfiguration(after = {KafkaAutoConfiguration.class, AvroAutoConfiguration.class})
class StateAutoConfiguration {

    @Bean
    CompactedViews compactedViews(KafkaProperties kafka, AvroWire wire, Clock clock) {
        return new CompactedViews() {
            @Override
            public <T extends SpecificRecord, V> CompactedView<V> follow(
                    String topic, Class<T> type, BiFunction<String, T, @Nullable V> toValue) {
                return new KafkaCompactedView<>(topic, type, toValue, wire, consumers(kafka), clock);
            }
        };
    }

    @Bean
    ListenersAfterViews listenersAfterViews(
            ObjectProvider<CompactedView<?>> views,
            ObjectProvider<BeforeListeners> preparations,
            KafkaListenerEndpointRegistry listeners,
            Clock clock) {
        return new ListenersAfterViews(
                () -> views.stream().toList(), () -> preparations.stream().toList(), listeners, clock);
    }

    private static Supplier<Consumer<String, byte[]>> consumers(KafkaProperties kafka) {
        var properties = new HashMap<>(kafka.buildConsumerProperties());
        properties.remove("group.id");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        return () -> new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer());
    }
}
