package io.countersign.kit.state;

import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;

/**
 * Starts the listeners that do not start by themselves ({@code autoStartup = "false"}) as soon as every view is caught
 * up: before that they would judge by half of what is known.
 */
final class ListenersAfterViews implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ListenersAfterViews.class);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final long PREPARE_AGAIN_AFTER_MILLIS = 500;

    private final Supplier<List<CompactedView<?>>> views;
    private final Supplier<List<BeforeListeners>> preparations;
    private final KafkaListenerEndpointRegistry listeners;
    private final Clock clock;
    private volatile @Nullable Thread waiting;

    ListenersAfterViews(
            Supplier<List<CompactedView<?>>> views,
            Supplier<List<BeforeListeners>> preparations,
            KafkaListenerEndpointRegistry listeners,
            Clock clock) {
        this.views = views;
        this.preparations = preparations;
        this.listeners = listeners;
        this.clock = clock;
    }

    @Override
    public void start() {
        waiting = Thread.ofVirtual().name("listeners-after-views").start(this::startWhenCaughtUp);
    }

    @Override
    public void stop() {
        var thread = waiting;
        waiting = null;
        if (thread != null) {
            thread.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return waiting != null;
    }

    private void startWhenCaughtUp() {
        try {
            for (var preparation : preparations.get()) {
                prepare(preparation);
            }
            // Last, so that the views are caught up at the moment when the listeners start.
            var all = views.get();
            while (!all.stream().allMatch(view -> view.isCaughtUp(clock.instant()))) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        } catch (InterruptedException e) {
            return;
        }
        listeners.getAllListenerContainers().stream()
                .filter(container -> !container.isAutoStartup() && !container.isRunning())
                .forEach(ListenersAfterViews::start);
    }

    private static void prepare(BeforeListeners preparation) throws InterruptedException {
        while (true) {
            try {
                preparation.prepare();
                return;
            } catch (RuntimeException e) {
                // Whatever it is: to end here would leave a service that runs and never listens.
                LOG.warn("The listeners wait for what they need: {}", e.toString());
                Thread.sleep(PREPARE_AGAIN_AFTER_MILLIS);
            }
        }
    }

    private static void start(MessageListenerContainer listener) {
        LOG.info("All views are caught up: the listener {} starts", listener.getListenerId());
        listener.start();
    }
}
