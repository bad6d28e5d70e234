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

    private final Supplier<List<CompactedView<?>>> views;
    private final KafkaListenerEndpointRegistry listeners;
    private final Clock clock;
    private volatile @Nullable Thread waiting;

    ListenersAfterViews(Supplier<List<CompactedView<?>>> views, KafkaListenerEndpointRegistry listeners, Clock clock) {
        this.views = views;
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
        var all = views.get();
        try {
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

    private static void start(MessageListenerContainer listener) {
        LOG.info("All views are caught up: the listener {} starts", listener.getListenerId());
        listener.start();
    }
}
