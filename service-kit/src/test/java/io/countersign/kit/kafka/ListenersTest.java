package io.countersign.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.RelayPosition;
import io.countersign.event.ReviewActivity;
import io.countersign.kit.CommittedRecords;
import io.countersign.kit.Events;
import io.countersign.kit.RunningService;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.SchemaRegistry;
import io.countersign.kit.inbox.Handled;
import io.countersign.kit.inbox.Inbox;
import io.countersign.kit.inbox.RecordHandlers;
import io.countersign.kit.state.BeforeListeners;
import io.countersign.kit.state.CompactedView;
import io.countersign.kit.state.CompactedViews;
import io.countersign.testsupport.TestPlatform;
import io.countersign.topics.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import reactor.core.publisher.Mono;

class ListenersTest {

    private final TestPlatform platform = TestPlatform.shared();
    private final String run = UUID.randomUUID().toString();

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void an_inbox_listener_tries_a_batch_again_until_it_is_done_and_handles_each_record_once(CapturedOutput output) {
        var settings = Map.of("spring.kafka.listener.concurrency", "2", "countersign.relay", "false");
        try (var service = RunningService.start(platform.database("review"), settings, InboxListener.class)) {
            var wire = service.getBean(AvroWire.class);
            try (var producer = producer()) {
                for (int i = 0; i < 50; i++) {
                    var caseId = run + "-inbox-" + i;
                    var event = wire.encode(Events.TOPIC, Events.activity(caseId, 1));
                    producer.send(new ProducerRecord<>(Events.TOPIC, caseId, event));
                }
            }

            var handled = service.getBean(InboxListener.class).handled;
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(handled.keySet().stream().filter(key -> key.startsWith(run)))
                            .hasSize(50));
            // Other tests write to the same topic, several records a case.
            assertThat(handled.entrySet().stream()
                            .filter(each -> each.getKey().startsWith(run))
                            .map(Map.Entry::getValue))
                    .containsOnly(1);
            assertThat(output)
                    .contains("are tried again (attempt 1 failed): java.io.IOException: away, the first time");
        }
    }

    @Test
    void an_inbox_listener_whose_place_in_the_group_was_taken_takes_it_back() {
        var settings = Map.of("spring.kafka.listener.concurrency", "2", "countersign.relay", "false");
        try (var service = RunningService.start(platform.database("review"), settings, InboxListener.class)) {
            var handled = service.getBean(InboxListener.class).handled;
            var wire = service.getBean(AvroWire.class);
            send(Events.TOPIC, run + "-before", wire.encode(Events.TOPIC, Events.activity(run + "-before", 1)));
            await().atMost(Duration.ofSeconds(30)).until(() -> handled.containsKey(run + "-before"));

            takePlaceInTheGroup("listeners-test-0-0");
            takePlaceInTheGroup("listeners-test-0-1");
            for (int i = 0; i < 50; i++) {
                var caseId = run + "-after-" + i;
                send(Events.TOPIC, caseId, wire.encode(Events.TOPIC, Events.activity(caseId, 1)));
            }

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(handled.keySet().stream().filter(key -> key.startsWith(run)))
                            .hasSize(51));
        }
    }

    @Test
    void an_exactly_once_listener_waits_for_its_view_and_leaves_nothing_of_a_failed_attempt() {
        var settings = Map.of(
                "countersign.database", "false",
                "countersign.kafka.exactly-once", "true",
                "spring.application.name", "routing-service");
        var position = RelayPosition.newBuilder().setRelay(run).setBatch(7).build();
        try (var service = RunningService.start(platform.database("review"), settings, ExactlyOnceListener.class)) {
            send(
                    Topics.RELAY_POSITION,
                    run,
                    new AvroWire(service.getBean(SchemaRegistry.class)).encode(Topics.RELAY_POSITION, position));
            send(Topics.PREDICTION_SCORED, run, "a".getBytes(StandardCharsets.UTF_8));
            @SuppressWarnings("unchecked")
            CompactedView<Long> view = service.getBean(CompactedView.class);

            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(view.get(run)).contains(7L));
            // The end of the topic is confirmed a moment after the last record was taken in.
            await().atMost(Duration.ofSeconds(20)).until(() -> view.isCaughtUp(Instant.now()));
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(answers()).isNotEmpty());
            assertThat(answers()).hasSize(1);
            var listener = service.getBean(ExactlyOnceListener.class);
            assertThat(listener.attempts.get()).isGreaterThan(1);
            assertThat(listener.preparations.get()).isGreaterThan(1);
        }
    }

    /** As a second process with the same COUNTERSIGN_INSTANCE does. */
    private void takePlaceInTheGroup(String member) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                platform.kafka(),
                "group.id",
                "listeners-test",
                "group.instance.id",
                member,
                "enable.auto.commit",
                false,
                "partition.assignment.strategy",
                CooperativeStickyAssignor.class.getName());
        try (var other = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            other.subscribe(List.of(Events.TOPIC));
            await().atMost(Duration.ofSeconds(30)).until(() -> tookPlace(other));
        }
    }

    private static boolean tookPlace(KafkaConsumer<?, ?> other) {
        try {
            other.poll(Duration.ofMillis(100));
            return !other.assignment().isEmpty();
        } catch (FencedInstanceIdException takenBackAtOnce) {
            return true;
        }
    }

    private List<ConsumerRecord<String, byte[]>> answers() {
        return CommittedRecords.of(Topics.CASE_ROUTED, record -> run.equals(record.key()));
    }

    private void send(String topic, String key, byte[] value) {
        try (var producer = producer()) {
            producer.send(new ProducerRecord<>(topic, key, value));
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", platform.kafka()), new StringSerializer(), new ByteArraySerializer());
    }

    @Configuration(proxyBeanMethods = false)
    static class InboxListener {

        private final Map<String, Integer> handled = new ConcurrentHashMap<>();
        private final AtomicInteger attempts = new AtomicInteger();
        private final Inbox inbox;
        private final RecordHandlers handlers = RecordHandlers.of("listeners-test")
                .on(Events.TOPIC, ReviewActivity.class, batch -> {
                    if (attempts.getAndIncrement() == 0) {
                        return Mono.error(new IOException("away, the first time"));
                    }
                    batch.forEach(record -> handled.merge(record.value().getCaseId(), 1, Integer::sum));
                    return Mono.just(Handled.allDone(batch.size()));
                });

        InboxListener(Inbox inbox) {
            this.inbox = inbox;
        }

        @KafkaListener(id = "listeners-test", topics = Events.TOPIC, containerFactory = "inboxListenerContainerFactory")
        void receive(List<ConsumerRecord<String, byte[]>> batch) {
            inbox.process(batch, handlers);
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class ExactlyOnceListener {

        private final AtomicInteger attempts = new AtomicInteger();
        private final AtomicInteger preparations = new AtomicInteger();
        private final KafkaTemplate<String, byte[]> kafka;

        ExactlyOnceListener(KafkaTemplate<String, byte[]> kafka) {
            this.kafka = kafka;
        }

        /** As where the broker is too busy to give a producer its id in time. */
        @Bean
        BeforeListeners slowBroker() {
            return () -> {
                if (preparations.getAndIncrement() == 0) {
                    throw new KafkaException("initTransactions() failed, the first time");
                }
            };
        }

        @Bean
        CompactedView<Long> positions(CompactedViews views) {
            return views.follow(Topics.RELAY_POSITION, RelayPosition.class, (_, position) -> position.getBatch());
        }

        @KafkaListener(
                id = "exactly-once-test",
                topics = Topics.PREDICTION_SCORED,
                autoStartup = "false",
                containerFactory = "exactlyOnceListenerContainerFactory")
        void receive(List<ConsumerRecord<String, byte[]>> batch) {
            batch.forEach(record -> kafka.send(Topics.CASE_ROUTED, record.key(), record.value()));
            if (attempts.getAndIncrement() == 0) {
                throw new IllegalStateException("killed, the first time");
            }
        }
    }
}
