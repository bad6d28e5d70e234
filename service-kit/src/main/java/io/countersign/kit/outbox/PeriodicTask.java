package io.countersign.kit.outbox;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Does something small again and again while the service runs. A failure is logged, and the next turn tries anew. */
public final class PeriodicTask implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PeriodicTask.class);

    private final String name;
    private final Duration period;
    private final Supplier<Mono<Void>> task;
    private volatile @Nullable Disposable turns;

    public PeriodicTask(String name, Duration period, Supplier<Mono<Void>> task) {
        this.name = name;
        this.period = period;
        this.task = task;
    }

    @Override
    public void start() {
        turns = Flux.interval(Duration.ZERO, period)
                .onBackpressureDrop()
                .concatMap(_ -> turn(), 1)
                .subscribe();
    }

    @Override
    public void stop() {
        var current = turns;
        if (current != null) {
            current.dispose();
            turns = null;
        }
    }

    @Override
    public boolean isRunning() {
        return turns != null;
    }

    private Mono<Void> turn() {
        return Mono.defer(task).onErrorResume(RuntimeException.class, e -> {
            LOG.warn("{} failed this time: {}", name, e.toString());
            return Mono.empty();
        });
    }
}
