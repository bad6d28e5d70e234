package io.countersign.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;

class GroupPlacesTest {

    private static final List<TopicPartition> NOTHING = List.of();

    private final GroupPlaces places = new GroupPlaces();
    private final ConcurrentMessageListenerContainer<String, byte[]> listener = listenerOfTwo();

    @Test
    void a_listener_has_its_place_once_each_of_its_consumers_was_told_what_to_read_be_it_nothing() {
        places.follow(listener);

        assertThat(places.areTaken("desk")).isFalse();
        assigned("desk-0-0", List.of(new TopicPartition("topic", 0)));
        assertThat(places.areTaken("desk")).isFalse();
        assigned("desk-0-0", NOTHING);
        assertThat(places.areTaken("desk"))
                .as("two assignments of one consumer")
                .isFalse();
        assigned("desk-0-1", NOTHING);
        assertThat(places.areTaken("desk")).isTrue();
    }

    @Test
    void a_rebalance_takes_it_back_from_nobody() {
        places.follow(listener);
        assigned("desk-0-0", NOTHING);
        assigned("desk-0-1", NOTHING);

        rebalances().onPartitionsRevokedBeforeCommit(consumer("desk-0-0"), List.of(new TopicPartition("topic", 0)));
        rebalances().onPartitionsLost(consumer("desk-0-1"), NOTHING);

        assertThat(places.areTaken("desk")).isTrue();
    }

    private void assigned(String member, List<TopicPartition> partitions) {
        rebalances().onPartitionsAssigned(consumer(member), partitions);
    }

    private ConsumerAwareRebalanceListener rebalances() {
        var set = listener.getContainerProperties().getConsumerRebalanceListener();
        return (ConsumerAwareRebalanceListener) Objects.requireNonNull(set);
    }

    private static ConcurrentMessageListenerContainer<String, byte[]> listenerOfTwo() {
        var consumers = new DefaultKafkaConsumerFactory<String, byte[]>(Map.of());
        var listener = new ConcurrentMessageListenerContainer<>(consumers, new ContainerProperties("topic"));
        listener.setBeanName("desk");
        listener.setConcurrency(2);
        return listener;
    }

    private static MockConsumer<String, byte[]> consumer(String member) {
        return new MockConsumer<>("earliest") {
            @Override
            public ConsumerGroupMetadata groupMetadata() {
                return new ConsumerGroupMetadata("desk", 1, member, Optional.of(member));
            }
        };
    }
}
