package io.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.system.Api.Answer;
import io.countersign.system.invariant.History;
import io.countersign.system.invariant.Invariants;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A running system with one guard removed fails the checker, and with all its guards it does not. */
class RemovedGuardIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration BETWEEN_CLAIMS = Duration.ofMillis(200);

    private final String run = "guard-" + UUID.randomUUID() + "-";
    private final String guarded = run + "all";
    private final List<String> unguarded =
            Stream.of(RemovedGuard.values()).map(this::without).toList();
    private final CountersignCli cli = RunningSystem.cli();

    /** One case without each guard, and after them one with all: when that one has settled, so have they. */
    @Test
    void theCheckerSeesWhatFollowsFromEach() throws Exception {
        try (RemovedGuard.Removal removal = RemovedGuard.Removal.in(cli)) {
            for (RemovedGuard guard : RemovedGuard.values()) {
                removal.remove(guard, without(guard));
            }
            publish(unguarded);
            publish(List.of(without(RemovedGuard.DOOR_REMEMBERS)));
            decide(verdictsWithoutGuards());
            publish(List.of(guarded));
            decide(List.of(guarded));
            await("settled").atMost(PATIENCE).untilAsserted(this::onlyTheGuardedIsClean);
        }
    }

    private void onlyTheGuardedIsClean() {
        History history = RunningSystem.history(
                run, Stream.concat(unguarded.stream(), Stream.of(guarded)).toList());
        assertThat(Invariants.brokenBy(history.ofCase(guarded))).isEmpty();
        for (RemovedGuard guard : RemovedGuard.values()) {
            assertThat(Invariants.brokenBy(history.ofCase(without(guard))))
                    .as("without %s", guard)
                    .anySatisfy(line -> assertThat(line).startsWith(guard.broken()));
        }
    }

    private String without(RemovedGuard guard) {
        return run + guard.name().toLowerCase(Locale.ROOT);
    }

    private void publish(List<String> caseIds) {
        try (Submitted pipeline = new Submitted(cli.address("kafka"), RunningSystem.wire())) {
            caseIds.forEach(caseId -> pipeline.publish(caseId, 0.5, 0.1));
        }
    }

    /** Every case that reaches the desk, as often as it can get a verdict there. */
    private List<String> verdictsWithoutGuards() {
        List<String> verdicts = new ArrayList<>(unguarded);
        verdicts.remove(without(RemovedGuard.OUTBOX_KEEPS_WHAT_IS_COMMITTED));
        verdicts.add(without(RemovedGuard.VERDICT_ENDS_THE_TASK));
        return verdicts;
    }

    /** Two people take what comes, put it back the first time, and decide it the next time. */
    private void decide(List<String> verdicts) {
        List<String> waiting = new ArrayList<>(verdicts);
        Set<String> seen = new HashSet<>();
        await("all decided").atMost(PATIENCE).pollInterval(BETWEEN_CLAIMS).until(() -> {
            for (String person : List.of("reviewer-1", "reviewer-2")) {
                waiting.remove(takeNext(new Api(cli.uri("review"), RunningSystem.token(person)), seen));
            }
            return waiting.isEmpty();
        });
    }

    /** The case that got a verdict, or nothing. */
    private static String takeNext(Api reviewer, Set<String> seen) throws IOException, InterruptedException {
        Answer answer = reviewer.post("/v1/claims", "{}");
        if (answer.status() != 200) {
            return "";
        }
        JsonNode claim = answer.body();
        String task = "/v1/tasks/" + claim.required("taskId").asString();
        String hold = "\"seat\":%d,\"token\":%d"
                .formatted(
                        claim.required("seat").asInt(), claim.required("token").asLong());
        boolean first = seen.add(task);
        Answer step = first
                ? reviewer.post(task + "/release", "{" + hold + "}")
                : reviewer.post(task + "/verdict", "{" + hold + ",\"verdict\":\"override\",\"label\":\"ham\"}");
        assertThat(step.status()).isEqualTo(200);
        return first ? "" : claim.required("caseId").asString();
    }
}
