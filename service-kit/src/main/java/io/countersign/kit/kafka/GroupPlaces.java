package io.countersign.kit.kafka;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Which listeners have ever had their place in their group: all their consumers were told what they are to read, be it
 * nothing because there are more of them than partitions. Later rebalances take nothing back.
 */
public final class GroupPlaces {

    private final Map<String, Places> byListener = new ConcurrentHashMap<>();

    private record Places(ConcurrentMessageListenerContainer<?, ?> listener, Set<String> told) {}

    /** Whether every consumer of the listener has had an assignment; true as well for a listener that is not followed. */
    public boolean areTaken(String listenerId) {
        var places = byListener.get(listenerId);
        return places == null || places.told().size() >= places.listener().getConcurrency();
    }

    void follow(ConcurrentMessageListenerContainer<String, byte[]> listener) {
        Set<String> told = ConcurrentHashMap.newKeySet();
        byListener.put(String.valueOf(listener.getListenerId()), new Places(listener, told));
        listener.getContainerProperties().setConsumerRebalanceListener(new ConsumerAwareRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
                told.add(consumer.groupMetadata().groupInstanceId().orElse(""));
            }
        });
    }
}
