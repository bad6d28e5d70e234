package io.countersign.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.countersign.event.ReviewActivity;
import io.countersign.kit.CommittedRecords;
import io.countersign.kit.Events;
import io.countersign.kit.RunningService;
import io.countersign.kit.avro.AvroWire;
import io.countersign.testsupport.TestPlatform;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.transaction.NoTransactionException;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboxAndRelayTest {

    private final String run = UUID.randomUUID().toString();
    private ConfigurableApplicationContext service;
    private Outbox outbox;
    private TransactionalOperator transaction;
    private AvroWire wire;

    @BeforeAll
    void start() {
        service = RunningService.start(TestPlatform.shared().database("review"), Map.of());
        outbox = service.getBean(Outbox.class);
        wire = service.getBean(AvroWire.class);
        transaction = TransactionalOperator.create(service.getBean(ReactiveTransactionManager.class));
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void what_is_committed_is_on_kafka_once_and_in_the_order_of_its_key() {
        var cases = IntStream.range(0, 20).mapToObj(i -> run + "-ordered-" + i).toList();

        Flux.range(0, 50)
                .flatMap(
                        _ -> outbox.append(cases.stream().map(Events::outgoing).toList())
                                .as(transaction::transactional),
                        4)
                .blockLast(Duration.ofSeconds(60));

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(committed(run + "-ordered-")).hasSize(20 * 50));
        for (var caseId : cases) {
            assertThat(committed(caseId))
                    .filteredOn(record -> record.key().equals(caseId))
                    .map(record ->
                            wire.decode(record.value(), ReviewActivity.class).getProducerSeq())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 50).boxed().toList());
        }
    }

    @Test
    void what_is_rolled_back_never_leaves_and_its_number_is_used_again() {
        var caseId = run + "-rolled-back";
        var failing = outbox.append(List.of(Events.outgoing(caseId)))
                .then(Mono.error(new IllegalStateException("no")))
                .as(transaction::transactional);
        assertThatThrownBy(failing::block).hasMessage("no");

        outbox.append(List.of(Events.outgoing(caseId)))
                .as(transaction::transactional)
                .block();

        await().untilAsserted(() -> assertThat(committed(caseId)).hasSize(1));
        var only = committed(caseId).getFirst();
        assertThat(wire.decode(only.value(), ReviewActivity.class).getProducerSeq())
                .isEqualTo(1);
    }

    @Test
    void events_carry_cloud_event_headers_and_a_trace() {
        var caseId = run + "-headers";

        outbox.append(List.of(Events.outgoing(caseId)))
                .as(transaction::transactional)
                .block();

        await().untilAsserted(() -> assertThat(committed(caseId)).hasSize(1));
        var record = committed(caseId).getFirst();
        var event = wire.decode(record.value(), ReviewActivity.class);
        assertThat(header(record, "ce_id")).isEqualTo(event.getEventId());
        assertThat(header(record, "ce_type")).isEqualTo(Events.TOPIC);
        assertThat(header(record, "ce_source")).isEqualTo("/countersign/review-service");
        assertThat(header(record, "ce_time")).isEqualTo("2026-11-21T01:00:00Z");
        assertThat(header(record, "ce_subject")).isEqualTo(caseId);
        assertThat(header(record, "traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void an_event_that_kafka_would_not_take_is_refused_at_once() {
        var tooLarge = new OutgoingBytes(Events.TOPIC, run, new byte[1_000_001], new RecordHeaders());
        var append = outbox.appendBytes(List.of(tooLarge)).as(transaction::transactional);

        assertThatThrownBy(append::block).isInstanceOf(EventTooLargeException.class);
    }

    @Test
    void appending_outside_of_a_transaction_is_a_mistake() {
        var append = outbox.append(List.of(Events.outgoing(run + "-nowhere")));

        assertThatThrownBy(append::block).isInstanceOf(NoTransactionException.class);
    }

    @Test
    void a_null_value_stays_null() {
        var caseId = run + "-tombstone";
        var tombstone = new OutgoingBytes(Events.TOPIC, caseId, null, new RecordHeaders());

        outbox.appendBytes(List.of(tombstone)).as(transaction::transactional).block();

        await().untilAsserted(() -> assertThat(committed(caseId))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isNull()));
    }

    private static List<ConsumerRecord<String, byte[]>> committed(String keyPrefix) {
        return CommittedRecords.of(
                Events.TOPIC, record -> record.key() != null && record.key().startsWith(keyPrefix));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
