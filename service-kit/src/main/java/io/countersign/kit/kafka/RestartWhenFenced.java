package io.countersign.kit.kafka;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts a listener anew whose transaction was fenced: by its own successor, or by the broker after a transaction that took
 * too long. It begins again at what was committed, so that nothing is lost and nothing is seen twice.
 */
final class RestartWhenFenced implements ApplicationListener<ConsumerStoppedEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(RestartWhenFenced.class);

    private final KafkaListenerEndpointRegistry listeners;

    RestartWhenFenced(KafkaListenerEndpointRegistry listeners) {
        this.listeners = listeners;
    }

    @Override
    public void onApplicationEvent(ConsumerStoppedEvent event) {
        if (event.getReason() != ConsumerStoppedEvent.Reason.FENCED) {
            return;
        }
        String id = event.getContainer(MessageListenerContainer.class).getListenerId();
        // Not on the thread of the consumer: stopping waits for it.
        Thread.ofVirtual().name("restart-" + id).start(() -> restart(id));
    }

    private void restart(String id) {
        MessageListenerContainer container = listeners.getListenerContainer(id);
        if (container != null) {
            LOG.warn("Listener {} was fenced and starts again at what was committed", id);
            container.stop();
            container.start();
        }
    }
}
