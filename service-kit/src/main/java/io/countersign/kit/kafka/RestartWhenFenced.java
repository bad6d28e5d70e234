package io.countersign.kit.kafka;

import io.countersign.kit.state.BeforeListeners;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts a listener anew that was fenced: its place in the group by another consumer of the same name, its transaction by
 * its own successor, or by the broker after a transaction that took too long. It begins again at what was committed, so
 * that nothing is lost and nothing is seen twice.
 */
final class RestartWhenFenced {

    private static final Logger LOG = LoggerFactory.getLogger(RestartWhenFenced.class);

    private final KafkaListenerEndpointRegistry listeners;
    private final Supplier<List<BeforeListeners>> preparations;
    private final String instance;
    private final Clock clock;
    private final Map<String, FenceBackOff> backOffs = new ConcurrentHashMap<>();
    private final Set<String> restarting = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    RestartWhenFenced(
            KafkaListenerEndpointRegistry listeners,
            Supplier<List<BeforeListeners>> preparations,
            String instance,
            Clock clock) {
        this.listeners = listeners;
        this.preparations = preparations;
        this.instance = instance;
        this.clock = clock;
    }

    @EventListener
    void on(ConsumerStoppedEvent event) {
        if (event.getReason() != ConsumerStoppedEvent.Reason.FENCED) {
            return;
        }
        String id = event.getContainer(MessageListenerContainer.class).getListenerId();
        // Each consumer of a listener tells of its own fence; one restart is for all of them.
        if (restarting.add(id)) {
            var wait = backOffs.computeIfAbsent(id, _ -> new FenceBackOff()).waitAfterFenceAt(clock.instant());
            // Not on the thread of the consumer: stopping waits for it.
            Thread.ofVirtual().name("restart-" + id).start(() -> restart(id, wait));
        }
    }

    /** A listener that waits for its restart must not come back to life in a service that is ending. */
    @EventListener
    void on(ContextClosedEvent closed) {
        closing = true;
    }

    private void restart(String id, Duration wait) {
        tell(id, wait);
        try {
            Thread.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            // Before it starts: a fence of what is about to start is a new one.
            restarting.remove(id);
        }
        MessageListenerContainer container = listeners.getListenerContainer(id);
        if (container != null && !closing) {
            container.stop();
            preparations.get().forEach(preparation -> prepare(id, preparation));
            container.start();
        }
    }

    /**
     * A producer of the same name ends the transaction that the fence has left open. Until that has ended, or timed out, the
     * broker does not say what is committed.
     */
    private static void prepare(String id, BeforeListeners preparation) {
        try {
            preparation.prepare();
        } catch (RuntimeException e) {
            LOG.warn(
                    "Listener {} starts without what it needs, and makes it with its first batch: {}",
                    id,
                    e.toString());
        }
    }

    private void tell(String id, Duration wait) {
        if (wait.isZero()) {
            LOG.warn("Listener {} was fenced and starts again at what was committed", id);
        } else {
            LOG.error(
                    "Listener {} was fenced again. Two processes seem to use the same COUNTERSIGN_INSTANCE ({}) and to"
                            + " take each other's place: give each a number of its own. It starts again in {} s",
                    id,
                    instance,
                    wait.toSeconds());
        }
    }
}
