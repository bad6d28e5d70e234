package io.countersign.kit.outbox;

import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one relay going on a thread of its own: owner when it can be, waiting for the ownership otherwise. */
final class RelayRunner {

    private static final Logger LOG = LoggerFactory.getLogger(RelayRunner.class);
    private static final Duration RETRY = Duration.ofMillis(500);
    private static final int ATTEMPTS_BEFORE_A_WARNING = 20;
    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final Relay relay;
    private final ConnectionFactory database;
    private final Function<String, Producer<String, byte[]>> producers;
    private final OutboxProperties properties;
    private final RelayBell bell;
    private final Thread thread;
    private volatile boolean running = true;

    /** @param producers makes a producer with the given transactional id */
    RelayRunner(
            Relay relay,
            ConnectionFactory database,
            Function<String, Producer<String, byte[]>> producers,
            OutboxProperties properties,
            RelayBell bell) {
        this.relay = relay;
        this.database = database;
        this.producers = producers;
        this.properties = properties;
        this.bell = bell;
        this.thread = Thread.ofPlatform().name(relay.name()).daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Ends after the batch that is under way. */
    void stop() {
        running = false;
        bell.ring();
    }

    void join(Duration patience) throws InterruptedException {
        if (!thread.join(patience)) {
            thread.interrupt();
        }
    }

    private void run() {
        while (running) {
            try (var ownership = RelayOwnership.connect(database)) {
                awaitOwnership(ownership);
                relayAll(ownership);
            } catch (InterruptedException e) {
                running = false;
            } catch (RuntimeException e) {
                LOG.warn("{} gives up its ownership and takes it anew: {}", relay.name(), e.toString());
                pauseAfterFailure();
            }
        }
    }

    private void awaitOwnership(RelayOwnership ownership) throws InterruptedException {
        for (int attempts = 1; running && !ownership.acquire(relay.name()); attempts++) {
            if (attempts == ATTEMPTS_BEFORE_A_WARNING) {
                LOG.warn(
                        "{} has belonged to another session for {} s. As it should be beside another instance; where"
                                + " there is none, its events wait until the server misses that session's other end",
                        relay.name(),
                        RETRY.multipliedBy(attempts).toSeconds());
            }
            RelayBell.pause(RETRY);
        }
    }

    private void relayAll(RelayOwnership ownership) throws InterruptedException {
        if (!running) {
            return;
        }
        var producer = producers.apply(relay.name());
        try {
            var progress = relay.takeOver(ownership.session(), producer);
            LOG.info("{} is owned by this instance and goes on after batch {}", relay.name(), progress.batch());
            while (running) {
                long heard = bell.rings();
                int rows = relay.sendNext(ownership.session(), producer, progress);
                if (rows == 0) {
                    bell.await(heard, properties.poll());
                } else if (!relay.isBehind(rows)) {
                    RelayBell.pause(properties.pause());
                }
            }
        } finally {
            producer.close(CLOSE);
        }
    }

    private void pauseAfterFailure() {
        try {
            RelayBell.pause(RETRY);
        } catch (InterruptedException e) {
            running = false;
        }
    }
}
