package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.PredictionScored;
import io.countersign.event.StandingDecision;
import io.countersign.kit.kafka.DeadLetters;
import io.countersign.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/** What the service makes of predictions, and what it says about itself. */
class RoutingServiceTest extends RunningRoutingService {

    @LocalServerPort
    private int port;

    @Test
    void a_scored_prediction_becomes_one_routed_case_and_one_decision() throws Exception {
        PredictionScored sure = scored("sure", 0.99, null);
        PredictionScored unsure = scored("unsure", 0.5, null);
        PredictionScored fairly = scored("fairly", 0.8, null);
        publish(sure, unsure, fairly);

        CaseRouted routed = routedOf("sure");
        assertThat(routed.getLane()).isEqualTo("automatic");
        assertThat(routed.getPrediction()).isEqualTo(sure.getPrediction());
        assertThat(routed.getPolicyName() + "@" + routed.getPolicyVersion()).isEqualTo("default@1");
        assertThat(routed.getRuleId()).isEqualTo("automatic");
        assertThat(routed.getPropensity()).isEqualTo(0.02);
        assertThat(routed.getDraws()).singleElement().satisfies(draw -> {
            assertThat(draw.getPurpose()).isEqualTo("audit");
            assertThat(draw.getSelected()).isEqualTo(draw.getValue() < 0.02).isEqualTo(routed.getAudit());
        });
        assertThat(routed.getSignals()).anySatisfy(signal -> {
            assertThat(signal.getName()).isEqualTo("risk");
            assertThat(signal.getNumber()).isNull();
        });
        assertThat(decisionOf("sure").getStatus()).isEqualTo("final");
        assertThat(decisionOf("sure").getAction()).isEqualTo("spam");
        assertThat(decisionOf("fairly").getStatus()).isEqualTo("provisional");
        assertThat(routedOf("unsure").getQueue()).isEqualTo("review");
        assertThat(routedOf("unsure").getDueAt())
                .isEqualTo(routedOf("unsure").getOccurredAt().plus(Duration.ofHours(1)));
        assertThat(decisionOf("unsure").getStatus()).isEqualTo("held");
        assertThat(decisionOf("unsure").getAction()).isEqualTo("hold");
        assertThat(decisionOf("unsure").getDecider()).isNull();
    }

    @Test
    void nothing_is_automated_while_a_persons_decision_on_the_same_content_stands() throws Exception {
        publish(scored("decided", 0.99, new StandingDecision(1, 2, "spam", "spam", "person")));
        assertThat(routedOf("decided").getLane()).isEqualTo("review");
        assertThat(routedOf("decided").getRuleId()).isEqualTo("standing-decision");
    }

    @Test
    void a_record_that_cannot_be_read_is_set_aside_once_and_blocks_nobody() throws Exception {
        try (var producer = producer()) {
            send(producer, Topics.PREDICTION_SCORED, "poison", "not avro".getBytes(StandardCharsets.UTF_8));
            send(
                    producer,
                    Topics.PREDICTION_SCORED,
                    "poison",
                    wire.encode(Topics.PREDICTION_SCORED, scored("poison", 0.99, null)));
        }
        assertThat(routedOf("poison").getLane()).isEqualTo("automatic");
        List<ConsumerRecord<String, byte[]>> dead = committed(Topics.deadLetters(Topics.PREDICTION_SCORED), "poison");
        assertThat(dead).singleElement().satisfies(record -> {
            assertThat(record.value()).asString().isEqualTo("not avro");
            assertThat(record.headers().lastHeader(DeadLetters.REASON)).isNotNull();
        });
    }

    /** Set COUNTERSIGN_WRITE_OPENAPI=true to write the file anew after an intended change. */
    @Test
    void the_committed_openapi_is_what_the_service_says() throws Exception {
        byte[] said = client().get()
                .uri("/v3/api-docs")
                .header("Authorization", "Bearer " + platform.issuer().token("ida", "admin"))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        String pretty = new JsonMapper().readTree(said).toPrettyString() + "\n";
        // The address of the server is this test's own.
        String stable = pretty.replaceAll("http://127.0.0.1:\\d+", "/");
        Path committed = Path.of("..", "docs", "openapi", "routing-service.json");
        if (Boolean.parseBoolean(System.getenv("COUNTERSIGN_WRITE_OPENAPI"))) {
            Files.createDirectories(committed.getParent());
            Files.writeString(committed, stable);
        }
        assertThat(stable).isEqualTo(Files.readString(committed));
    }

    private WebTestClient client() {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + port)
                .responseTimeout(PATIENCE)
                .build();
    }

    private CaseRouted routedOf(String caseId) {
        return wire.decode(only(Topics.CASE_ROUTED, caseId), CaseRouted.class);
    }

    private DecisionMade decisionOf(String caseId) {
        return wire.decode(only(Topics.DECISION_MADE, caseId), DecisionMade.class);
    }

    private byte[] only(String topic, String caseId) {
        return await().atMost(PATIENCE)
                .until(() -> committed(topic, caseId), found -> found.size() == 1)
                .getFirst()
                .value();
    }

    private static PredictionScored scored(String caseId, double confidence, @Nullable StandingDecision standing) {
        return PredictionScored.newBuilder(ScoredCase.of(caseId, "spam", confidence))
                .setStandingDecision(standing)
                .build();
    }
}
