package io.countersign.kit.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.countersign.event.ReviewActivity;
import io.countersign.kit.Events;
import io.countersign.kit.RunningService;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.inbox.Handled;
import io.countersign.kit.inbox.Inbox;
import io.countersign.kit.inbox.RecordHandlers;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutboxFullException;
import io.countersign.testsupport.TestPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** A service whose events cannot leave: nothing relays them, and only two may wait. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullOutboxTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestPlatform platform = TestPlatform.shared();
    private ConfigurableApplicationContext service;
    private WebTestClient client;

    @BeforeAll
    void start() {
        service = RunningService.start(
                platform.database("review"),
                Map.of("countersign.relay", "false", "countersign.outbox.max-rows", "2"),
                HttpEdgeTest.Door.class);
        client = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"))
                .build();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void callers_are_told_when_to_come_back_records_wait_on_kafka_and_both_go_on_when_there_is_room() {
        for (int i = 0; i < 3; i++) {
            post().expectStatus().isAccepted();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> post().expectStatus()
                        .isEqualTo(503)
                        .expectHeader()
                        .valueEquals(HttpHeaders.RETRY_AFTER, "2")
                        .expectHeader()
                        .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                        .expectBody()
                        .jsonPath("$.type")
                        .isEqualTo("https://countersign.io/problems/temporarily-unavailable"));
        assertThatThrownBy(this::process).isInstanceOf(OutboxFullException.class);

        service.getBean(DatabaseClient.class).sql("DELETE FROM outbox").then().block();

        await().atMost(PATIENCE).untilAsserted(() -> post().expectStatus().isAccepted());
        process();
    }

    private void process() {
        var outbox = service.getBean(Outbox.class);
        var handlers = RecordHandlers.of("full-outbox")
                .on(
                        Events.TOPIC,
                        ReviewActivity.class,
                        batch ->
                                outbox.append(List.of(Events.outgoing("a"))).thenReturn(Handled.allDone(batch.size())));
        var bytes = service.getBean(AvroWire.class).encode(Events.TOPIC, Events.activity("a", 1));
        service.getBean(Inbox.class).process(List.of(new ConsumerRecord<>(Events.TOPIC, 0, 0, "a", bytes)), handlers);
    }

    private ResponseSpec post() {
        return client.post()
                .uri("/v1/things")
                .contentType(MediaType.APPLICATION_JSON)
                .headers(headers -> headers.setBearerAuth(platform.issuer().serviceToken("pipeline", "pipeline")))
                .bodyValue("{\"caseId\": \"a\"}")
                .exchange();
    }
}
