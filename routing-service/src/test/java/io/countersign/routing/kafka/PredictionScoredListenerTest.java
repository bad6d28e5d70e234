package io.countersign.routing.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.PredictionScored;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.HttpSchemaRegistry;
import io.countersign.kit.avro.RegistryUnavailableException;
import io.countersign.kit.kafka.DeadLetters;
import io.countersign.kit.kafka.Replays;
import io.countersign.routing.CaseToRoute;
import io.countersign.routing.NoPolicyException;
import io.countersign.routing.RoutePredictions;
import io.countersign.routing.RoutePredictions.PolicySource;
import io.countersign.routing.ScoredCase;
import io.countersign.routing.TestPolicies;
import io.countersign.routing.policy.Condition;
import io.countersign.routing.policy.Lane;
import io.countersign.routing.policy.Policy;
import io.countersign.routing.policy.Rule;
import io.countersign.routing.policy.Rules;
import io.countersign.routing.policy.Truth;
import io.countersign.routing.route.PolicyInForce;
import io.countersign.routing.route.Router;
import io.countersign.routing.signal.SignalName;
import io.countersign.testsupport.FakeRegistry;
import io.countersign.topics.Topics;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;

/** What becomes of a batch of which some records are poison. */
class PredictionScoredListenerTest {

    private static final Clock CLOCK = Clock.fixed(CaseToRoute.NOW, ZoneOffset.UTC);
    private static final String BREAKS_THE_POLICY = "breaks-the-policy";

    private final FakeRegistry registry = FakeRegistry.start();
    private final AvroWire wire = wire();
    private final MockProducer<String, byte[]> producer =
            new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    private final List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();

    @BeforeEach
    void register() {
        registry.register(Topics.PREDICTION_SCORED + "-value", PredictionScored.getClassSchema());
        registry.register(Topics.CASE_ROUTED + "-value", CaseRouted.getClassSchema());
        registry.register(Topics.DECISION_MADE + "-value", DecisionMade.getClassSchema());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void a_record_that_cannot_be_decoded_is_set_aside_as_it_came_and_the_others_are_routed_in_order() {
        given(ScoredCase.sure("first"));
        given("garbage", "not avro".getBytes(UTF_8));
        given("truncated", cut(wire.encode(Topics.PREDICTION_SCORED, ScoredCase.sure("truncated"))));
        given("nothing", null);
        given(ScoredCase.of("doubtful", "spam", 0.5));
        given(ScoredCase.sure("last"));

        listener(inForce(TestPolicies.DEFAULT)).receive(batch);

        assertThat(keysOn(Topics.CASE_ROUTED)).containsExactly("first", "doubtful", "last");
        assertThat(keysOn(Topics.DECISION_MADE)).containsExactly("first", "doubtful", "last");
        assertThat(deadLetters())
                .extracting(ProducerRecord::key)
                .containsExactlyInAnyOrder("garbage", "truncated", "nothing");
        assertThat(deadLetter("garbage").value()).asString(UTF_8).isEqualTo("not avro");
        assertThat(reasonOf("garbage")).contains("wire format");
    }

    @Test
    void what_was_replayed_for_another_consumer_is_neither_routed_nor_set_aside() {
        given(ScoredCase.sure("routed-before"));
        replayedFor("feedback-service");
        given("unreadable-for-both", "not avro".getBytes(UTF_8));
        replayedFor("feedback-service");
        given(ScoredCase.sure("mended"));
        replayedFor("routing-service");

        listener(inForce(TestPolicies.DEFAULT)).receive(batch);

        assertThat(keysOn(Topics.CASE_ROUTED)).containsExactly("mended");
        assertThat(keysOn(Topics.DECISION_MADE)).containsExactly("mended");
        assertThat(deadLetters()).isEmpty();
    }

    @Test
    void a_prediction_whose_routing_throws_is_set_aside_and_the_others_are_routed_in_order() {
        given(ScoredCase.sure("first"));
        given(ScoredCase.of("guilty", BREAKS_THE_POLICY, 0.99));
        given(ScoredCase.of("doubtful", "spam", 0.5));
        given(ScoredCase.of("guilty-too", BREAKS_THE_POLICY, 0.2));
        given(ScoredCase.sure("last"));

        listener(inForce(defaultThatThrowsFor(BREAKS_THE_POLICY))).receive(batch);

        assertThat(keysOn(Topics.CASE_ROUTED)).containsExactly("first", "doubtful", "last");
        assertThat(keysOn(Topics.DECISION_MADE)).containsExactly("first", "doubtful", "last");
        assertThat(deadLetters()).extracting(ProducerRecord::key).containsExactly("guilty", "guilty-too");
        assertThat(deadLetter("guilty").value()).isEqualTo(batch.get(1).value());
        assertThat(reasonOf("guilty")).contains("Routing failed").contains("a rule that throws");
    }

    @Test
    void a_case_that_can_be_routed_but_not_written_leaves_a_dead_letter_and_neither_event() {
        PredictionScored beyondTime = ScoredCase.of("beyond-time", "spam", 0.5);
        given(ScoredCase.sure("first"));
        given(PredictionScored.newBuilder(beyondTime)
                .setPrediction(io.countersign.event.Prediction.newBuilder(beyondTime.getPrediction())
                        .setLatencyBudgetMillis(Long.MAX_VALUE)
                        .build())
                .build());
        given(ScoredCase.sure("last"));

        listener(inForce(TestPolicies.DEFAULT)).receive(batch);

        assertThat(keysOn(Topics.CASE_ROUTED)).containsExactly("first", "last");
        assertThat(keysOn(Topics.DECISION_MADE)).containsExactly("first", "last");
        assertThat(reasonOf("beyond-time")).contains("cannot be written");
    }

    @Test
    void a_case_that_has_become_larger_than_a_record_may_be_leaves_a_dead_letter_that_fits() {
        PredictionScored endless = ScoredCase.sure("endless");
        given(PredictionScored.newBuilder(endless)
                .setPrediction(io.countersign.event.Prediction.newBuilder(endless.getPrediction())
                        .setRequiredSkills(List.of("x".repeat(1_000_000)))
                        .build())
                .build());
        given(ScoredCase.sure("last"));

        listener(inForce(TestPolicies.DEFAULT)).receive(batch);

        assertThat(keysOn(Topics.CASE_ROUTED)).containsExactly("last");
        assertThat(reasonOf("endless")).contains("more than fit");
        assertThat(deadLetter("endless").value()).hasSizeLessThan(1_000_000);
    }

    @Test
    void a_routed_case_says_when_the_door_let_it_in_and_not_when_its_pipeline_scored_it() {
        var letIn = ScoredCase.AT.plusSeconds(86_400);
        given(PredictionScored.newBuilder(ScoredCase.sure("replayed"))
                .setReceivedAt(letIn)
                .build());

        listener(inForce(TestPolicies.DEFAULT)).receive(batch);

        assertThat(producer.history())
                .filteredOn(record -> record.topic().equals(Topics.CASE_ROUTED))
                .singleElement()
                .extracting(
                        record -> wire.decode(record.value(), CaseRouted.class).getScoredAt())
                .isEqualTo(letIn);
    }

    @Test
    void without_a_policy_nothing_is_set_aside_and_the_batch_must_be_tried_again() {
        given(ScoredCase.sure("first"));
        PolicySource none = _ -> {
            throw new NoPolicyException("none yet");
        };

        assertThatThrownBy(() -> listener(none).receive(batch)).isInstanceOf(NoPolicyException.class);

        assertThat(producer.history()).isEmpty();
    }

    @Test
    void a_registry_that_is_away_is_no_fault_of_the_records_and_the_batch_must_be_tried_again() {
        given(ScoredCase.sure("first"));
        registry.goAway();
        AvroWire withoutMemory = wire();
        PredictionScoredListener listener = listener(withoutMemory, inForce(TestPolicies.DEFAULT));

        assertThatThrownBy(() -> listener.receive(batch)).isInstanceOf(RegistryUnavailableException.class);

        assertThat(producer.history()).isEmpty();
    }

    private PredictionScoredListener listener(PolicySource policies) {
        return listener(wire, policies);
    }

    private PredictionScoredListener listener(AvroWire over, PolicySource policies) {
        return new PredictionScoredListener(
                over,
                new RoutePredictions(policies, new Router(CaseToRoute.DRAWS), CLOCK),
                new RoutePublisher(over),
                new KafkaTemplate<>(new MockProducerFactory<>(() -> producer)),
                CLOCK);
    }

    private static PolicySource inForce(Policy policy) {
        return _ -> new PolicyInForce(policy, true);
    }

    private static Policy defaultThatThrowsFor(String label) {
        Policy usual = TestPolicies.DEFAULT;
        Condition throwing = signals -> {
            if (label.equals(signals.text(SignalName.LABEL))) {
                throw new IllegalStateException("a rule that throws");
            }
            return Truth.FALSE;
        };
        List<Rule> rules = new ArrayList<>(usual.rules().inOrder());
        rules.addFirst(new Rule("throwing", throwing, Lane.AUTOMATIC, null, null, 1, "never"));
        return new Policy(
                usual.id(),
                usual.accept(),
                usual.tiers(),
                new Rules(rules),
                usual.otherwise(),
                usual.hold(),
                usual.audit(),
                usual.record());
    }

    private void given(PredictionScored scored) {
        given(scored.getCaseId(), wire.encode(Topics.PREDICTION_SCORED, scored));
    }

    private void given(String key, byte @Nullable [] value) {
        batch.add(new ConsumerRecord<>(Topics.PREDICTION_SCORED, 0, batch.size(), key, value));
    }

    private void replayedFor(String consumer) {
        batch.getLast().headers().add(Replays.FOR, consumer.getBytes(UTF_8));
    }

    private List<String> keysOn(String topic) {
        return producer.history().stream()
                .filter(record -> record.topic().equals(topic))
                .map(ProducerRecord::key)
                .toList();
    }

    private List<ProducerRecord<String, byte[]>> deadLetters() {
        return producer.history().stream()
                .filter(record -> record.topic().equals(Topics.deadLetters(Topics.PREDICTION_SCORED)))
                .toList();
    }

    private ProducerRecord<String, byte[]> deadLetter(String key) {
        return deadLetters().stream()
                .filter(record -> record.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private String reasonOf(String key) {
        return new String(
                deadLetter(key).headers().lastHeader(DeadLetters.REASON).value(), UTF_8);
    }

    private static byte[] cut(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length - 3);
    }

    private AvroWire wire() {
        RetryConfig once = RetryConfig.custom()
                .maxAttempts(1)
                .intervalFunction(IntervalFunction.of(Duration.ofMillis(1)))
                .build();
        return new AvroWire(new HttpSchemaRegistry(
                URI.create(registry.url()),
                Duration.ofSeconds(10),
                Retry.of("registry", once),
                CircuitBreaker.ofDefaults("registry")));
    }
}
