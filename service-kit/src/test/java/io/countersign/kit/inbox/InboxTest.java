package io.countersign.kit.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.countersign.event.ReviewActivity;
import io.countersign.kit.CommittedRecords;
import io.countersign.kit.Events;
import io.countersign.kit.RunningService;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.RegistryUnavailableException;
import io.countersign.kit.kafka.DeadLetters;
import io.countersign.kit.kafka.Received;
import io.countersign.kit.kafka.Replays;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.testsupport.TcpProxy;
import io.countersign.testsupport.TestPlatform;
import io.countersign.topics.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.avro.SchemaBuilder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxTest {

    private final TestPlatform platform = TestPlatform.shared();
    private TcpProxy wireToDatabase;
    private ConfigurableApplicationContext service;
    private Inbox inbox;
    private Outbox outbox;
    private AvroWire wire;
    private DatabaseClient database;
    private String consumer = "";

    @BeforeAll
    void start() {
        var there = platform.database("review");
        wireToDatabase = TcpProxy.to(there.host(), there.port());
        service = RunningService.start(there.at("127.0.0.1", wireToDatabase.port()), Map.of());
        inbox = service.getBean(Inbox.class);
        outbox = service.getBean(Outbox.class);
        wire = service.getBean(AvroWire.class);
        database = service.getBean(DatabaseClient.class);
        database.sql("CREATE TABLE seen (consumer text, case_id text CHECK (case_id NOT LIKE '%guilty%'))")
                .then()
                .block();
    }

    @AfterAll
    void stop() throws Exception {
        service.close();
        wireToDatabase.close();
    }

    @BeforeEach
    void beAnotherConsumer() {
        consumer = "consumer-" + UUID.randomUUID();
    }

    @Test
    void a_repeated_batch_has_one_effect() {
        var batch = List.of(good(0, "a"), good(1, "b"));

        inbox.process(batch, handlers());
        inbox.process(batch, handlers());

        assertThat(seen()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void a_batch_that_overlaps_adds_only_what_is_new() {
        inbox.process(List.of(good(0, "a"), good(1, "b")), handlers());

        inbox.process(List.of(good(1, "b"), good(2, "c")), handlers());

        assertThat(seen()).containsExactlyInAnyOrder("a", "b", "c");
    }

    @Test
    void a_batch_that_takes_too_long_goes_in_portions_that_do_not() {
        var impatient = new PostgresInbox(
                TransactionalOperator.create(service.getBean(ReactiveTransactionManager.class)),
                new Offsets(database),
                new RecordDecoder(wire),
                outbox,
                service.getBean(MeterRegistry.class),
                Duration.ofSeconds(2));
        var slow = RecordHandlers.of(consumer)
                .on(
                        Events.TOPIC,
                        ReviewActivity.class,
                        records -> Mono.delay(records.size() > 60 ? Duration.ofSeconds(10) : Duration.ofMillis(600))
                                .then(keep(records))
                                .thenReturn(Handled.allDone(records.size())));
        var keys = IntStream.range(0, 110).mapToObj(at -> "case-" + at).toList();
        var batch =
                IntStream.range(0, 110).mapToObj(at -> good(at, keys.get(at))).toList();

        assertThatThrownBy(() -> impatient.process(batch, slow))
                .isInstanceOf(QueryTimeoutException.class)
                .matches(PassingFailures::isPassing)
                .hasMessageContaining("110 records");
        assertThat(seen()).isEmpty();
        impatient.process(batch, slow);

        assertThat(seen()).containsExactlyInAnyOrderElementsOf(keys);
    }

    @Test
    void what_cannot_be_decoded_is_one_dead_letter_and_the_rest_is_processed() {
        var garbage = record(1, "b", "not avro".getBytes(StandardCharsets.UTF_8));
        var batch = List.of(good(0, "a"), garbage, good(2, "c"));

        inbox.process(batch, handlers());
        inbox.process(batch, handlers());

        assertThat(seen()).containsExactlyInAnyOrder("a", "c");
        await().untilAsserted(() -> assertThat(deadLetters()).hasSize(1));
        var letter = deadLetters().getFirst();
        assertThat(letter.value()).isEqualTo(garbage.value());
        assertThat(text(letter, DeadLetters.REASON)).contains("wire format");
        assertThat(text(letter, "kafka_dlt-original-topic")).isEqualTo(Events.TOPIC);
        assertThat(ByteBuffer.wrap(letter.headers()
                                .lastHeader("kafka_dlt-original-offset")
                                .value())
                        .getLong())
                .isEqualTo(1);
    }

    @Test
    void garbage_with_an_endless_key_or_endless_headers_is_a_dead_letter_too() {
        var key = record(0, "\0".repeat(400_000), new byte[] {9});
        var headers = record(1, "headers", new byte[] {9});
        for (int i = 0; i < 100_000; i++) {
            headers.headers().add("", null);
        }

        inbox.process(List.of(key, headers, good(2, "c")), handlers());

        assertThat(seen()).containsExactly("c");
        await().untilAsserted(() -> assertThat(deadLetters()).hasSize(2));
    }

    @Test
    void what_the_use_case_calls_poison_is_a_dead_letter_with_its_reason() {
        var poisoned = RecordHandlers.of(consumer)
                .on(
                        Events.TOPIC,
                        ReviewActivity.class,
                        batch -> Mono.just(batch.stream()
                                .map(record ->
                                        "b".equals(record.key()) ? Handled.poison("b is not wanted") : Handled.done())
                                .toList()));

        inbox.process(List.of(good(0, "a"), good(1, "b")), poisoned);

        await().untilAsserted(() -> assertThat(deadLetters())
                .singleElement()
                .satisfies(
                        letter -> assertThat(text(letter, DeadLetters.REASON)).isEqualTo("b is not wanted")));
    }

    @Test
    void what_was_replayed_for_another_consumer_is_passed_by_even_if_it_cannot_be_read() {
        var batch = List.of(
                replayedFor("another", good(0, "known")),
                replayedFor("another", record(1, "known-too", new byte[] {9})),
                replayedFor(consumer, good(2, "mended")),
                replayedFor("another", good(3, "known-last")));

        inbox.process(batch, handlers());

        assertThat(seen()).containsExactly("mended");
        assertThat(nextOffset()).isEqualTo(4);
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void of_a_batch_that_breaks_the_database_only_the_guilty_record_is_set_aside() {
        var batch = new ArrayList<ConsumerRecord<String, byte[]>>();
        for (int i = 0; i < 20; i++) {
            batch.add(good(i, i == 13 ? "guilty" : "case-" + i));
        }

        inbox.process(batch, handlers());

        assertThat(seen()).hasSize(19).doesNotContain("guilty");
        await().untilAsserted(() -> assertThat(deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.key()).isEqualTo("guilty")));
    }

    @Test
    void while_the_registry_is_away_a_batch_with_an_unknown_schema_fails_and_is_no_dead_letter() {
        int unknown = platform.registry()
                .register(
                        "elsewhere-value",
                        SchemaBuilder.record(
                                        "Other" + UUID.randomUUID().toString().replace("-", ""))
                                .fields()
                                .endRecord());
        var bytes = ByteBuffer.allocate(5).put((byte) 0).putInt(unknown).array();
        var batch = List.of(good(0, "a"), record(1, "b", bytes));
        platform.registry().goAway();
        try {
            assertThatThrownBy(() -> inbox.process(batch, handlers())).isInstanceOf(RegistryUnavailableException.class);
            assertThat(seen()).isEmpty();
        } finally {
            platform.registry().comeBack();
        }

        await().ignoreExceptions().untilAsserted(() -> {
            inbox.process(batch, handlers());
            assertThat(seen()).containsExactly("a");
        });
    }

    @Test
    void while_the_database_is_away_a_batch_fails_and_is_done_once_when_it_is_back() {
        var batch = List.of(good(0, "a"), good(1, "b"));
        wireToDatabase.cut();
        try {
            assertThatThrownBy(() -> inbox.process(batch, handlers())).matches(PassingFailures::isPassing);
        } finally {
            wireToDatabase.mend();
        }

        await().ignoreExceptions().untilAsserted(() -> {
            inbox.process(batch, handlers());
            assertThat(seen()).containsExactlyInAnyOrder("a", "b");
        });
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void effects_and_events_of_a_batch_are_committed_together() {
        var answering = RecordHandlers.of(consumer)
                .on(
                        Events.TOPIC,
                        ReviewActivity.class,
                        batch -> keep(batch)
                                .then(outbox.append(
                                        batch.stream().map(this::answer).toList()))
                                .thenReturn(Handled.allDone(batch.size())));

        inbox.process(List.of(good(0, consumer + "-x")), answering);

        await().untilAsserted(() -> assertThat(
                        CommittedRecords.of(Events.TOPIC, record -> (consumer + "-x").equals(record.key())))
                .hasSize(1));
    }

    private OutgoingEvent answer(Received<ReviewActivity> received) {
        return Events.outgoing(received.value().getCaseId());
    }

    private RecordHandlers handlers() {
        return RecordHandlers.of(consumer)
                .on(Events.TOPIC, ReviewActivity.class, batch -> keep(batch).thenReturn(Handled.allDone(batch.size())));
    }

    private Mono<Void> keep(List<Received<ReviewActivity>> batch) {
        return Flux.fromIterable(batch)
                .concatMap(record -> database.sql("INSERT INTO seen VALUES ($1, $2)")
                        .bind(0, consumer)
                        .bind(1, record.value().getCaseId())
                        .then())
                .then();
    }

    private List<String> seen() {
        return database.sql("SELECT case_id FROM seen WHERE consumer = $1")
                .bind(0, consumer)
                .mapValue(String.class)
                .all()
                .collectList()
                .blockOptional()
                .orElseThrow();
    }

    private long nextOffset() {
        return database.sql("SELECT next_offset FROM inbox_offset WHERE consumer = $1")
                .bind(0, consumer)
                .mapValue(Long.class)
                .one()
                .blockOptional()
                .orElseThrow();
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters() {
        return CommittedRecords.of(
                Topics.deadLetters(Events.TOPIC),
                letter -> text(letter, "kafka_dlt-original-consumer-group").equals(consumer));
    }

    private ConsumerRecord<String, byte[]> good(long offset, String caseId) {
        return record(offset, caseId, wire.encode(Events.TOPIC, Events.activity(caseId, offset + 1)));
    }

    private static ConsumerRecord<String, byte[]> record(long offset, String key, byte[] value) {
        return new ConsumerRecord<>(Events.TOPIC, 3, offset, key, value);
    }

    private static ConsumerRecord<String, byte[]> replayedFor(String consumer, ConsumerRecord<String, byte[]> record) {
        record.headers().add(Replays.FOR, consumer.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private static String text(ConsumerRecord<String, byte[]> record, String header) {
        return new String(record.headers().lastHeader(header).value(), StandardCharsets.UTF_8);
    }
}
