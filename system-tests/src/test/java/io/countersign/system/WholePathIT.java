package io.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionTrace;
import io.countersign.event.TracedDecision;
import io.countersign.event.TracedReviewStep;
import io.countersign.system.invariant.Invariants;
import io.countersign.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WholePathIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int CLEAR = 20;
    private static final int DOUBTFUL = 5;
    private static final int DANGEROUS = 3;

    private final String run = "path-" + UUID.randomUUID() + "-";
    private final CountersignCli cli = RunningSystem.cli();

    @Test
    void aPredictionOnKafkaIsRoutedDecidedByAPersonAndTraced() throws Exception {
        List<String> submitted = submit();
        await("all routed").atMost(PATIENCE).until(() -> routed().size() == submitted.size());

        Map<String, Long> lanes =
                routed().stream().collect(Collectors.groupingBy(CaseRouted::getLane, Collectors.counting()));
        assertThat(lanes)
                .containsEntry("automatic", (long) CLEAR)
                .containsEntry("review", (long) DOUBTFUL)
                .containsEntry("expert", (long) DANGEROUS);

        Api ana = new Api(cli.uri("review"), RunningSystem.token("ana"));
        JsonNode claim = claim(ana);
        String caseId = claim.required("caseId").asString();
        String verdict = "{\"seat\":%d,\"token\":%d,\"verdict\":\"override\",\"label\":\"ham\"}"
                .formatted(
                        claim.required("seat").asInt(), claim.required("token").asLong());
        String task = "/v1/tasks/" + claim.required("taskId").asString() + "/verdict";
        assertThat(ana.post(task, verdict).status()).isEqualTo(200);
        assertThat(ana.post(task, verdict).status()).as("the same seat again").isEqualTo(409);

        await("traced")
                .atMost(PATIENCE)
                .until(() -> trace(caseId).filter(this::decidedByAna).isPresent());
        DecisionTrace trace = trace(caseId).orElseThrow();
        assertThat(trace.getDecidedLabel()).isEqualTo("ham");
        assertThat(trace.getDecisions())
                .extracting(TracedDecision::getDecisionRevision)
                .containsExactly(1, 2);
        assertThat(trace.getReview())
                .extracting(TracedReviewStep::getStep)
                .contains("opened", "claimed", "verdict", "resolution");
        await("settled")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(Invariants.brokenBy(RunningSystem.history(run, submitted)))
                        .isEmpty());
        assertThat(cli.tail(Topics.DECISION_TRACE))
                .as("tail shows the trace as JSON")
                .anySatisfy(record -> {
                    assertThat(record.path("key").asString()).isEqualTo(caseId);
                    assertThat(record.path("value").path("decidedLabel").asString())
                            .isEqualTo("ham");
                });
    }

    @Test
    void garbageBecomesOneDeadLetterAndBlocksNobody() {
        String garbage = run + "garbage";
        String after = run + "after";
        try (Submitted submitted = new Submitted(cli.address("kafka"), RunningSystem.wire())) {
            submitted.send(garbage, "not Avro at all".getBytes(StandardCharsets.UTF_8));
            submitted.publish(after, 0.99, 0.1);
        }

        await("the next one is routed").atMost(PATIENCE).until(() -> routed().size() == 1);
        await("one dead letter").atMost(PATIENCE).until(() -> deadLetters(garbage), letters -> letters.size() == 1);
        assertThat(deadLetters(garbage)
                        .getFirst()
                        .path("headers")
                        .path("countersign_reason")
                        .asString())
                .isNotBlank();
        await("conserved")
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                Invariants.brokenBy(RunningSystem.history(run, List.of(garbage, after))))
                        .isEmpty());
    }

    @Test
    void nothingButHealthAnswersWithoutAToken() throws Exception {
        Map<String, String> paths = Map.of(
                "ingest", "/v1/predictions/none",
                "routing", "/v1/policies",
                "review", "/v1/queues",
                "feedback", "/v1/traces/none");
        for (Map.Entry<String, String> path : paths.entrySet()) {
            Api nobody = new Api(cli.uri(path.getKey()), null);
            assertThat(nobody.get("/livez").status()).as(path.getKey()).isEqualTo(200);
            assertThat(nobody.get("/readyz").status()).as(path.getKey()).isEqualTo(200);
            assertThat(nobody.get(path.getValue()).status()).as(path.getKey()).isEqualTo(401);
        }
    }

    @Test
    void aServiceAccountNeverReviews() throws Exception {
        Api platform = new Api(cli.uri("review"), RunningSystem.token("platform"));

        assertThat(platform.post("/v1/claims", "{}").status()).isEqualTo(403);
    }

    private List<String> submit() {
        List<String> ids = IntStream.range(0, CLEAR + DOUBTFUL + DANGEROUS)
                .mapToObj(number -> run + number)
                .toList();
        try (Submitted submitted = new Submitted(cli.address("kafka"), RunningSystem.wire())) {
            for (int number = 0; number < ids.size(); number++) {
                boolean clear = number < CLEAR;
                boolean dangerous = number >= CLEAR + DOUBTFUL;
                submitted.publish(ids.get(number), clear ? 0.99 : 0.5, dangerous ? 0.95 : 0.1);
            }
        }
        return ids;
    }

    private JsonNode claim(Api reviewer) {
        return await("a claim")
                .atMost(PATIENCE)
                .until(() -> reviewer.post("/v1/claims", "{}"), answer -> answer.status() == 200)
                .body();
    }

    private List<CaseRouted> routed() {
        return RunningSystem.topics().read(Topics.CASE_ROUTED, run, CaseRouted.class);
    }

    private Optional<DecisionTrace> trace(String caseId) {
        Stream<DecisionTrace> versions =
                RunningSystem.topics().read(Topics.DECISION_TRACE, caseId, DecisionTrace.class).stream();
        return versions.filter(one -> one.getCaseId().equals(caseId))
                .max(java.util.Comparator.comparing(DecisionTrace::getTraceVersion));
    }

    private boolean decidedByAna(DecisionTrace trace) {
        return trace.getDecisions().stream().anyMatch(decision -> "ana".equals(decision.getDecider()));
    }

    private List<JsonNode> deadLetters(String key) {
        Function<JsonNode, String> keyOf = record -> record.path("key").asString();
        return cli.tail(Topics.deadLetters(Topics.PREDICTION_SUBMITTED)).stream()
                .filter(record -> keyOf.apply(record).equals(key))
                .toList();
    }
}
