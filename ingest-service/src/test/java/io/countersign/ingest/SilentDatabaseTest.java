package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.countersign.ingest.config.IngestProperties;
import io.countersign.ingest.postgres.DeadLetterTable;
import io.countersign.ingest.postgres.RefusalTable;
import io.countersign.kit.kafka.DeadLetters;
import io.countersign.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A database that takes a statement and never answers holds nothing up for good, and what came meanwhile is not lost. */
class SilentDatabaseTest extends RunningIngest {

    private static final Duration MORE_THAN_PATIENCE = Duration.ofSeconds(30);
    private static final IngestProperties IMPATIENT = new IngestProperties(
            1, List.of(), List.of(), Duration.ofSeconds(5), Duration.ofDays(30), Duration.ofMillis(300));

    @Autowired
    private ConnectionFactory connections;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private RefusalTable refusals;

    @Autowired
    private DeadLetterTable letters;

    @Autowired
    private KeepExclusionLedger ledger;

    @Test
    void a_dead_letter_that_comes_meanwhile_is_kept_afterwards() {
        var key = fresh("silent");
        try (var _ = new Locked("dead_letter")) {
            send(DeadLetters.toSend(
                    new ConsumerRecord<>(Topics.OUTCOME_SUBMITTED, 0, 0, key, new byte[] {1}), "some-group", "why"));
            long before = failedBatches();
            await().atMost(MORE_THAN_PATIENCE).until(() -> failedBatches() > before);
        }

        await().atMost(MORE_THAN_PATIENCE).until(() -> kept(key) == 1);
    }

    @Test
    void what_was_settled_is_forgotten_in_a_later_turn() {
        try (var _ = new Locked("dead_letter")) {
            assertTimeoutPreemptively(
                    MORE_THAN_PATIENCE,
                    () -> new ForgetSettled(refusals, letters, IMPATIENT, Clock.systemUTC()).forget());
        }
    }

    @Test
    void exclusions_are_looked_through_in_a_later_turn() {
        try (var _ = new Locked("exclusion")) {
            assertTimeoutPreemptively(MORE_THAN_PATIENCE, () -> new ExpireExclusions(ledger, IMPATIENT).expire());
        }
    }

    private long failedBatches() {
        return meters.find("spring.kafka.listener").tag("result", "failure").timers().stream()
                .filter(timer -> String.valueOf(timer.getId().getTag("name")).startsWith("ingest-service-dead-letters"))
                .mapToLong(Timer::count)
                .sum();
    }

    private long kept(String key) {
        var count = database.sql("SELECT count(*) FROM dead_letter WHERE record_key = :key")
                .bind("key", key)
                .map(row -> Objects.requireNonNull(row.get(0, Long.class)))
                .one()
                .block();
        assertThat(count).isNotNull();
        return Objects.requireNonNull(count);
    }

    /** Nobody else comes at the table meanwhile. */
    private final class Locked implements AutoCloseable {

        private final Connection session = Objects.requireNonNull(
                Mono.<Connection>from(connections.create()).block());

        Locked(String table) {
            Mono.from(session.beginTransaction())
                    .thenMany(Flux.from(session.createStatement("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE")
                                    .execute())
                            .flatMap(Result::getRowsUpdated))
                    .then()
                    .block();
        }

        @Override
        public void close() {
            Mono.from(session.rollbackTransaction()).block();
            Mono.from(session.close()).block();
        }
    }
}
