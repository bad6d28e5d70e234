package io.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.CaseRouted;
import io.countersign.system.invariant.Invariants;
import io.countersign.topics.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** kill -9 in the middle of work, and {@code up} again: nothing is lost, nothing is doubled. */
class KilledServicesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final String run = "kill-" + UUID.randomUUID() + "-";
    private final CountersignCli cli = RunningSystem.cli();

    /** Two at a time: each also comes back to a system that misses another. */
    @Test
    void everyServiceMayBeKilledWhileCasesComeIn() throws Exception {
        survive(List.of("review"), "feedback", () -> {
            killAndStartAgain("ingest", "review");
            killAndStartAgain("routing", "feedback");
        });
    }

    @Tag("fault")
    @Test
    void everyServiceMayBeKilledAloneToo() throws Exception {
        survive(
                List.of("review"),
                "feedback",
                () -> List.of("ingest", "routing", "review", "feedback").forEach(this::killAndStartAgain));
    }

    @Tag("fault")
    @ParameterizedTest
    @ValueSource(strings = {"kafka", "postgres", "registry", "issuer"})
    void whatTheServicesStandOnMayBeKilledToo(String process) throws Exception {
        survive(List.of("review"), "feedback", () -> killAndStartAgain(process));
    }

    @Tag("fault")
    @Test
    void ofTwoInstancesOneMayStayAway() throws Exception {
        cli.up("--instances", "ingest=2,routing=2,review=2,feedback=2");

        survive(
                List.of("review", "review-1"),
                "feedback-1",
                () -> List.of("ingest", "routing", "review", "feedback").forEach(cli::kill));
    }

    @AfterEach
    void startWhateverIsMissing() {
        cli.up();
    }

    private void killAndStartAgain(String... processes) {
        cli.kill(processes);
        cli.up();
    }

    /**
     * Cases come in and are reviewed at the desks while there is trouble.
     *
     * @param feedback an instance of feedback that is there in the end
     */
    private void survive(List<String> desks, String feedback, Runnable trouble) throws Exception {
        try (Load load = Load.start(cli, run, desks.stream().map(cli::uri).toList())) {
            await("work is going on")
                    .atMost(PATIENCE)
                    .until(() ->
                            load.submitted().size() > 20 && !load.accepted().isEmpty());
            trouble.run();
            int before = load.accepted().size();
            await("verdicts are taken again")
                    .atMost(PATIENCE)
                    .until(() -> load.accepted().size() > before);
            List<String> submitted = load.stopSubmitting();
            await("everything is routed").atMost(PATIENCE).until(() -> routed() >= submitted.size());
            await("everything is decided").atMost(PATIENCE).until(load::nothingWaits);
            await("everything holds")
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(Invariants.brokenBy(RunningSystem.history(run, submitted)))
                            .isEmpty());
            List<String> verdicts = verdicts(submitted);
            assertThat(load.accepted())
                    .as("verdicts that were answered with 200 are on the topic, each once")
                    .isNotEmpty()
                    .allSatisfy(seat -> assertThat(verdicts).containsOnlyOnce(seat));
        }
        assertThat(changedByRebuild(feedback))
                .as("traces that are not what their events say")
                .isZero();
    }

    /** How many cases feedback tells otherwise when it folds all of them again from its event store. */
    private int changedByRebuild(String feedback) throws IOException, InterruptedException {
        Api admin = new Api(cli.uri(feedback), RunningSystem.token("ida"));
        int changed = 0;
        String cursor = "";
        do {
            JsonNode rebuilt = admin.post("/v1/rebuild" + cursor, "").body();
            changed += rebuilt.required("changed").asInt();
            cursor = "?cursor=" + rebuilt.path("next").asString("");
        } while (!cursor.equals("?cursor="));
        return changed;
    }

    private List<String> verdicts(List<String> submitted) {
        return RunningSystem.history(run, submitted).reviewed().stream()
                .filter(review -> review.getKind().equals("verdict"))
                .map(review -> review.getTaskId() + " " + review.getSeat() + " " + review.getToken())
                .toList();
    }

    private int routed() {
        return RunningSystem.topics()
                .read(Topics.CASE_ROUTED, run, CaseRouted.class)
                .size();
    }
}
