package io.countersign.kit.outbox;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;

/** Starts and stops the relays of this instance with the service: after what they need, and before what feeds them. */
final class Relays implements SmartLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Supplier<List<RelayRunner>> runners;
    private List<RelayRunner> running = List.of();

    Relays(Supplier<List<RelayRunner>> runners) {
        this.runners = runners;
    }

    @Override
    public void start() {
        running = runners.get();
        running.forEach(RelayRunner::start);
    }

    @Override
    public void stop() {
        running.forEach(RelayRunner::stop);
        try {
            for (var runner : running) {
                runner.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        running = List.of();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }

    @Override
    public int getPhase() {
        return 0;
    }
}
