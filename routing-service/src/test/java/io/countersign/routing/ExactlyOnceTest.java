package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.PredictionScored;
import io.countersign.routing.MeddledProducers.Meddling;
import io.countersign.topics.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.listener.MessageListenerContainer;

/** Whatever happens to the producer in the middle of a batch, every prediction is routed once. */
class ExactlyOnceTest extends RunningRoutingService {

    private static final int CASES = 300;
    private static final String ONLY_ID = "routing-service-0-0";

    @Autowired
    private ProducerFactory<String, byte[]> producers;

    @Autowired
    private KafkaListenerEndpointRegistry listeners;

    @Autowired
    private ConfigurableApplicationContext service;

    /** As a restart after a crash does while the crashed process still runs. */
    @ParameterizedTest
    @CsvSource({"send, 25", "commitTransaction, 1"})
    void a_producer_of_the_same_name_takes_over_in_the_middle_of_a_batch(String call, int number) throws Exception {
        String run = "taken-over-at-" + call + "-";
        Queue<ConsumerStoppedEvent.Reason> stops = new ConcurrentLinkedQueue<>();
        ApplicationListener<ConsumerStoppedEvent> seen = event -> stops.add(event.getReason());
        service.addApplicationListener(seen);

        routeWhile(run, call, number, (producer, asIs) -> {
            producer.flush();
            takeOver();
            return asIs.proceed();
        });

        assertThat(stops).contains(ConsumerStoppedEvent.Reason.FENCED);
        assertThat(attempts(Topics.CASE_ROUTED, run))
                .as("what was written before the fence, and again after it")
                .isGreaterThan(CASES);
        service.removeApplicationListener(seen);
    }

    @ParameterizedTest
    @CsvSource({"send, 25", "sendOffsetsToTransaction, 1"})
    void a_failure_between_the_first_send_and_the_commit_leaves_nothing_behind(String call, int number)
            throws Exception {
        String run = "failed-at-" + call + "-";

        routeWhile(run, call, number, (producer, _) -> {
            producer.flush();
            throw new KafkaException("cut off");
        });

        assertThat(attempts(Topics.CASE_ROUTED, run)).isGreaterThan(CASES);
    }

    @Test
    void a_commit_that_was_made_although_its_answer_was_lost_is_not_made_again() throws Exception {
        routeWhile("answer-lost-", "commitTransaction", 1, (_, asIs) -> {
            asIs.proceed();
            throw new TimeoutException("the answer did not come");
        });
    }

    /** As an instance does that hung for longer than its session lasts, and comes back to life before its commit. */
    @Test
    void a_member_that_takes_its_place_in_the_group_ends_its_transaction() throws Exception {
        String run = "place-taken-";

        routeWhile(run, "sendOffsetsToTransaction", 1, (producer, asIs) -> {
            producer.flush();
            takePlaceInTheGroup();
            return asIs.proceed();
        });

        assertThat(attempts(Topics.CASE_ROUTED, run)).isGreaterThan(CASES);
    }

    /** Plays one batch of cases through the service while this happens, and expects each of them once. */
    private void routeWhile(String run, String call, int number, Meddling meddling) throws Exception {
        MeddledProducers meddled = new MeddledProducers(call, number, meddling);
        MessageListenerContainer listener = listener();
        await().atMost(PATIENCE).until(listener::isRunning);
        listener.stop();
        publish(IntStream.range(0, CASES)
                .mapToObj(i -> ScoredCase.sure(run + i))
                .toArray(PredictionScored[]::new));
        producers.addPostProcessor(meddled);
        producers.reset();
        try {
            listener.start();
            expectEachOnce(Topics.DECISION_MADE, run);
            expectEachOnce(Topics.CASE_ROUTED, run);
            assertThat(meddled.happened()).isTrue();
            // Anything routed twice would come before this.
            publish(ScoredCase.sure(run + "afterwards"));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(committed(Topics.DECISION_MADE, run + "afterwards"))
                            .hasSize(1));
            assertThat(recordsByCase(Topics.CASE_ROUTED, run).values()).containsOnly(1);
            assertThat(recordsByCase(Topics.DECISION_MADE, run).values()).containsOnly(1);
            assertThat(transactionalIds(TransactionState.values())).containsOnly(ONLY_ID);
        } finally {
            producers.removePostProcessor(meddled);
            producers.reset();
        }
    }

    private static void expectEachOnce(String topic, String run) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(recordsByCase(topic, run)).hasSize(CASES));
        assertThat(recordsByCase(topic, run).values()).containsOnly(1);
    }

    /** Records of these cases, whether or not their transaction was committed. */
    private static long attempts(String topic, String run) {
        return records(topic, "read_uncommitted").stream()
                .filter(record -> record.key().startsWith(run))
                .count();
    }

    private static List<String> transactionalIds(TransactionState... states) throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", platform.kafka()))) {
            var inState = new ListTransactionsOptions().filterStates(List.of(states));
            return admin.listTransactions(inState).all().get().stream()
                    .map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith("routing-service-"))
                    .toList();
        }
    }

    private static void takeOver() throws Exception {
        assertThat(transactionalIds(TransactionState.ONGOING)).containsExactly(ONLY_ID);
        try (var other = producer(Map.of("transactional.id", ONLY_ID))) {
            other.initTransactions();
        }
    }

    private static void takePlaceInTheGroup() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                platform.kafka(),
                "group.id",
                "routing-service",
                "group.instance.id",
                "routing-service-0-0",
                "enable.auto.commit",
                false,
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName());
        try (var other = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            other.subscribe(List.of(Topics.PREDICTION_SCORED));
            await().atMost(PATIENCE).until(() -> {
                other.poll(Duration.ofMillis(100));
                return !other.assignment().isEmpty();
            });
        }
    }

    private MessageListenerContainer listener() {
        MessageListenerContainer container = listeners.getListenerContainer("routing-service");
        assertThat(container).isNotNull();
        return container;
    }
}
