package io.countersign.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.countersign.kit.CommittedRecords;
import io.countersign.kit.Events;
import io.countersign.kit.RunningService;
import io.countersign.kit.avro.AvroWire;
import io.countersign.testsupport.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Owners that die or are replaced at the worst moments, played by hand: the service's own relay is off. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RelayFaultsTest {

    private ConfigurableApplicationContext service;
    private OutboxProperties properties;
    private KafkaProperties kafka;
    private String run = "";

    @BeforeAll
    void start() {
        service = RunningService.start(TestPlatform.shared().database("review"), Map.of("countersign.relay", "false"));
        properties = service.getBean(OutboxProperties.class);
        kafka = service.getBean(KafkaProperties.class);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @BeforeEach
    void anotherRun() {
        run = "faults-" + UUID.randomUUID();
    }

    @Test
    void an_owner_that_dies_between_kafkas_commit_and_the_delete_leaves_no_duplicates() {
        append(10);
        try (var first = new Owner(new NeverRemoving(table()))) {
            assertThatThrownBy(first::sendNext).hasMessage("killed");
        }
        append(5);

        try (var second = new Owner(table())) {
            second.sendAll();
        }

        assertThat(committed()).hasSize(15).doesNotHaveDuplicates();
    }

    @Test
    void an_owner_that_dies_before_kafkas_commit_loses_nothing() {
        append(10);
        try (var first = new Owner(new DyingAfterAnnouncing(table()))) {
            assertThatThrownBy(first::sendNext).hasMessage("killed");
        }

        try (var second = new Owner(table())) {
            second.sendAll();
        }

        assertThat(committed()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void an_old_owner_that_comes_back_to_life_is_fenced_and_sends_nothing_twice() {
        append(10);
        try (var old = new Owner(table());
                var successor = new Owner(table())) {
            assertThatThrownBy(old::sendNext).isInstanceOf(KafkaException.class);
            successor.sendAll();
        }

        assertThat(committed()).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void two_instances_never_own_a_shard_at_once_and_the_second_takes_over_when_the_first_is_gone() {
        try (var first = RelayOwnership.connect(database());
                var second = RelayOwnership.connect(database())) {
            assertThat(first.acquire(run)).isTrue();
            assertThat(second.acquire(run)).isFalse();

            first.close();

            await().until(() -> second.acquire(run));
        }
    }

    @Test
    void an_owner_whose_network_is_cut_without_a_word_is_missed_within_seconds() {
        try (var owner = RelayOwnership.connect(database())) {
            var seconds = RelayOwnership.await(Flux.from(owner.session()
                            .createStatement("SELECT current_setting('tcp_keepalives_idle')::int"
                                    + " + current_setting('tcp_keepalives_interval')::int"
                                    + " * current_setting('tcp_keepalives_count')::int")
                            .execute())
                    .flatMap(result -> result.map(row -> row.get(0, Integer.class)))
                    .single());

            assertThat(seconds).isEqualTo(11);
        }
    }

    private void append(int events) {
        var transaction = TransactionalOperator.create(service.getBean(ReactiveTransactionManager.class));
        var cases = IntStream.range(0, events)
                .mapToObj(_ -> Events.outgoing(run + "-" + UUID.randomUUID()))
                .toList();
        service.getBean(Outbox.class)
                .append(cases)
                .as(transaction::transactional)
                .block();
    }

    private List<String> committed() {
        return CommittedRecords.of(
                        Events.TOPIC,
                        record -> record.key() != null && record.key().startsWith(run))
                .stream()
                .map(ConsumerRecord::key)
                .toList();
    }

    private OutboxTable table() {
        return new OutboxTable(properties);
    }

    private ConnectionFactory database() {
        return OutboxAutoConfiguration.unpooled(service.getBean(ConnectionFactory.class));
    }

    /** One owner of the shard; every owner has the same transactional id, as owners of one shard do. */
    private final class Owner implements AutoCloseable {

        private final Connection session =
                RelayOwnership.await(Mono.from(database().create()).cast(Connection.class));
        private final Producer<String, byte[]> producer =
                OutboxAutoConfiguration.producer(kafka.buildProducerProperties(), "faults-relay-0");
        private final Relay relay;
        private final Relay.Progress progress;

        Owner(RelaySource source) {
            var positions = new RelayPositions(kafka.buildConsumerProperties(), service.getBean(AvroWire.class));
            relay = new Relay("faults-relay-0", source, 0, positions, properties, new SimpleMeterRegistry());
            progress = relay.takeOver(session, producer);
        }

        int sendNext() {
            return relay.sendNext(session, producer, progress);
        }

        void sendAll() {
            while (sendNext() > 0) {
                continue;
            }
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO);
            Mono.from(session.close()).block();
        }
    }

    private record NeverRemoving(RelaySource table) implements DelegatingSource {
        @Override
        public Mono<Void> remove(Connection connection, int shard, long batch, List<RelayRow> rows) {
            return Mono.error(new IllegalStateException("killed"));
        }
    }

    private record DyingAfterAnnouncing(RelaySource table) implements DelegatingSource {
        @Override
        public Mono<Void> announce(Connection connection, int shard, long batch, List<RelayRow> rows) {
            return table.announce(connection, shard, batch, rows).then(Mono.error(new IllegalStateException("killed")));
        }
    }

    private interface DelegatingSource extends RelaySource {

        RelaySource table();

        @Override
        default String name() {
            return table().name();
        }

        @Override
        default int shards() {
            return table().shards();
        }

        @Override
        default Mono<List<RelayRow>> read(Connection connection, int shard, int limit) {
            return table().read(connection, shard, limit);
        }

        @Override
        default Mono<Void> announce(Connection connection, int shard, long batch, List<RelayRow> rows) {
            return table().announce(connection, shard, batch, rows);
        }

        @Override
        default Mono<Void> remove(Connection connection, int shard, long batch, List<RelayRow> rows) {
            return table().remove(connection, shard, batch, rows);
        }

        @Override
        default Mono<Void> recover(Connection connection, int shard, long position) {
            return table().recover(connection, shard, position);
        }
    }
}
