package io.countersign.kit.health;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Whether every Kafka listener is at work; one that waits for its views is not yet. */
final class ListenersHealthIndicator extends AbstractHealthIndicator {

    private final KafkaListenerEndpointRegistry listeners;

    ListenersHealthIndicator(KafkaListenerEndpointRegistry listeners) {
        super("The listeners cannot be asked");
        this.listeners = listeners;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        var idle = listeners.getAllListenerContainers().stream()
                .filter(listener -> !listener.isRunning())
                .map(MessageListenerContainer::getListenerId)
                .toList();
        if (idle.isEmpty()) {
            builder.up();
        } else {
            builder.outOfService().withDetail("waiting", idle);
        }
    }
}
