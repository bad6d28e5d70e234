package io.countersign.kit.health;

import io.countersign.kit.kafka.GroupPlaces;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Whether every Kafka listener is at work; one that waits for its views, or for its place in its group, is not yet. */
final class ListenersHealthIndicator extends AbstractHealthIndicator {

    private final KafkaListenerEndpointRegistry listeners;

    private final GroupPlaces places;

    ListenersHealthIndicator(KafkaListenerEndpointRegistry listeners, GroupPlaces places) {
        super("The listeners cannot be asked");
        this.listeners = listeners;
        this.places = places;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        var idle = listeners.getAllListenerContainers().stream()
                .filter(listener -> !isAtWork(listener))
                .map(MessageListenerContainer::getListenerId)
                .toList();
        if (idle.isEmpty()) {
            builder.up();
        } else {
            builder.outOfService().withDetail("waiting", idle);
        }
    }

    private boolean isAtWork(MessageListenerContainer listener) {
        return listener.isRunning() && listener.isChildRunning() && places.areTaken(listener.getListenerId());
    }
}
