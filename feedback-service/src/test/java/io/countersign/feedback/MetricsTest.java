package io.countersign.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Metrics of sixteen cases that were computed by hand, in a window of their own.
 *
 * <p>Automatic, ten cases: A1 to A4 nobody looked at (A4 but for a complaint); A5, A6 (propensity 1/4) and A7 (1/2) were
 * drawn, and people found the model right, wrong, right; A8 and A9 have ground truth, right and wrong; A10 was drawn and has
 * ground truth, which outranks the auditor. Elsewhere: R1 to R3 and P1 are decided by a person, of whom the truth of R1 (right) and
 * R2 (wrong) is known; R4 waits, X1 was escalated. A candidate's case does not count.
 */
class MetricsTest extends RunningFeedback {

    private static final String DAY = "from=2031-05-01T00:00:00Z&to=2031-05-02T00:00:00Z";
    private static final Instant MORNING = Instant.parse("2031-05-01T08:00:00Z");
    private static final Offset<Double> EXACTLY = within(1e-9);

    private static boolean told;

    @BeforeEach
    void sixteenCases() {
        if (!told) {
            var events = new ArrayList<Story.Told>();
            cases().forEach(story -> events.addAll(story.told()));
            tell(events);
            told = true;
        }
    }

    @Test
    void cases_and_rates_are_counts_over_counts() {
        var all = group("all", "");

        assertThat(all.path("cases").asLong()).isEqualTo(16);
        assertThat(all.path("lanes").path("automatic").asLong()).isEqualTo(10);
        assertThat(all.path("lanes").path("review").asLong()).isEqualTo(4);
        assertThat(all.path("lanes").path("provisional").asLong()).isEqualTo(1);
        assertThat(all.path("lanes").path("expert").asLong()).isEqualTo(1);
        assertThat(all.path("audited").asLong()).isEqualTo(4);
        assertThat(all.path("reviewed").asLong()).isEqualTo(5);
        assertThat(all.path("automationRate").asDouble()).isEqualTo(0.625);
        assertThat(all.path("reviewRate").asDouble()).isEqualTo(0.375);
        assertThat(all.path("auditRate").asDouble()).isEqualTo(0.4);
        assertThat(all.path("escalationRate").asDouble()).isEqualTo(0.1);
    }

    @Test
    void only_verdicts_in_reviews_make_the_override_rate_with_wilsons_interval() {
        var override = group("all", "").path("override");

        assertThat(override.path("overrides").asLong()).isEqualTo(1);
        assertThat(override.path("verdicts").asLong()).isEqualTo(4);
        assertThat(override.path("rate").asDouble()).isEqualTo(0.25);
        assertThat(override.path("low").asDouble()).isCloseTo(0.04558726080970055, EXACTLY);
        assertThat(override.path("high").asDouble()).isCloseTo(0.6993581574175981, EXACTLY);
    }

    /** 3/10 · 2/3 by ground truth + 7/10 · (4 + 2) / (4 + 4 + 2) by the drawn. */
    @Test
    void automatic_accuracy_weighs_the_drawn_by_the_inverse_of_their_probability() {
        var automated = group("all", "").path("accuracy").path("automated");

        assertThat(automated.path("value").asDouble()).isCloseTo(0.62, EXACTLY);
        assertThat(automated.path("known").asLong()).isEqualTo(6);
        assertThat(automated.path("population").asLong()).isEqualTo(10);
        assertThat(automated.path("confidence").asDouble()).isEqualTo(0.95);
        assertThat(automated.path("low").asDouble()).isCloseTo(0.23964522562578372, EXACTLY);
        assertThat(automated.path("high").asDouble()).isCloseTo(0.8941378309179504, EXACTLY);
    }

    /** Reviewed 1/2; altogether 10/14 · 0.62 + 4/14 · 1/2; the model 10/16 · 0.62 + 6/16 · (2/6 · 0 + 4/6 · 1). */
    @Test
    void the_accuracies_of_people_of_all_and_of_the_model_add_up_by_size() {
        var accuracy = group("all", "").path("accuracy");

        assertThat(accuracy.path("reviewed").path("value").asDouble()).isEqualTo(0.5);
        assertThat(accuracy.path("reviewed").path("known").asLong()).isEqualTo(2);
        assertThat(accuracy.path("reviewed").path("population").asLong()).isEqualTo(4);
        assertThat(accuracy.path("altogether").path("value").asDouble()).isCloseTo(8.2 / 14, EXACTLY);
        assertThat(accuracy.path("model").path("value").asDouble()).isCloseTo(0.6375, EXACTLY);
        assertThat(accuracy.path("gained").asDouble()).isCloseTo(8.2 / 14 - 0.6375, EXACTLY);
    }

    /** The machine is 0.9 sure where it is right in 0.62, and 0.6 sure where it is right in 2/3. */
    @Test
    void the_calibration_error_stands_for_all_cases_although_few_were_looked_at() {
        assertThat(group("all", "").path("calibrationError").asDouble())
                .isCloseTo(10.0 / 16 * (0.9 - 0.62) + 6.0 / 16 * (2.0 / 3 - 0.6), EXACTLY);
    }

    /** Queues of 60 s four times, 100, 120, 180, 240 and 300; decisions in 10 s four times, 20, 30, 30, 40 and 50. */
    @Test
    void times_are_medians_and_ninth_tenths() {
        var all = group("all", "");

        assertThat(all.path("queueMillis").path("median").asDouble()).isEqualTo(100_000);
        assertThat(all.path("queueMillis").path("p90").asDouble()).isCloseTo(252_000, within(1e-6));
        assertThat(all.path("decideMillis").path("median").asDouble()).isEqualTo(20_000);
        assertThat(all.path("decideMillis").path("p90").asDouble()).isCloseTo(42_000, within(1e-6));
    }

    @Test
    void every_grouping_splits_the_same_cases() {
        for (var by : List.of("lane", "queue", "modelVersion", "policyVersion", "slice:language", "slice:nowhere")) {
            long cases = 0;
            for (var group : metrics(DAY + "&groupBy=" + by).path("groups")) {
                cases += group.path("cases").asLong();
            }
            assertThat(cases).as(by).isEqualTo(16);
        }
        assertThat(group("automatic", "lane").path("cases").asLong()).isEqualTo(10);
        assertThat(group("none", "queue").path("cases").asLong()).isEqualTo(10);
        assertThat(group("default@1", "policyVersion").path("cases").asLong()).isEqualTo(16);
        assertThat(group("sure", "modelVersion")
                        .path("accuracy")
                        .path("automated")
                        .path("value")
                        .asDouble())
                .isCloseTo(0.62, EXACTLY);
        assertThat(group("none", "slice:nowhere").path("cases").asLong()).isEqualTo(16);
    }

    @Test
    void refusals_of_the_window_are_counted_by_kind() {
        var refusals = metrics(DAY).path("refusals");

        assertThat(refusals.valueStream().map(JsonNode::toString))
                .containsExactly(
                        "{\"subject\":\"prediction\",\"kind\":\"conflict\",\"count\":1}",
                        "{\"subject\":\"prediction\",\"kind\":\"invalid\",\"count\":2}");
    }

    @Test
    void a_window_begins_at_its_first_instant_and_ends_before_its_last() {
        assertThat(metrics("from=2031-05-01T08:00:02Z&to=2031-05-01T08:00:03Z")
                        .path("groups")
                        .get(0)
                        .path("cases")
                        .asLong())
                .isEqualTo(16);
        assertThat(metrics("from=2031-05-01T00:00:00Z&to=2031-05-01T08:00:02Z").path("groups"))
                .isEmpty();
        assertThat(metrics("from=2031-05-01T08:00:02.001Z&to=2031-05-02T00:00:00Z")
                        .path("groups"))
                .isEmpty();
    }

    private JsonNode group(String name, String by) {
        return metrics(DAY + "&groupBy=" + by)
                .path("groups")
                .valueStream()
                .filter(group -> group.path("group").asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode metrics(String query) {
        var answer = get("/v1/metrics?" + query);
        assertThat(answer.status()).isEqualTo(200);
        return answer.body();
    }

    private static List<Story> cases() {
        return List.of(
                automatic(0.25, false),
                automatic(0.25, false),
                automatic(0.25, false),
                automatic(0.25, false).judged("complaint", "ben", "ham", 100, 30),
                automatic(0.25, true).judged("audit", "ana", "spam", 60, 10),
                automatic(0.25, true).judged("audit", "ana", "ham", 60, 10),
                automatic(0.5, true).judged("audit", "ana", "spam", 60, 10),
                automatic(0.25, false).truth("spam"),
                automatic(0.25, false).truth("ham"),
                automatic(0.25, true).judged("audit", "ana", "ham", 60, 10).truth("spam"),
                held("review")
                        .judged("review", "ana", "ham", 120, 20)
                        .decided("final", "person", "ham")
                        .truth("ham"),
                held("review")
                        .judged("review", "ana", "spam", 180, 30)
                        .decided("final", "person", "spam")
                        .truth("ham"),
                held("review").judged("review", "ben", "spam", 240, 40).decided("final", "person", "spam"),
                held("review"),
                unsure().routed("provisional")
                        .decided("provisional", "model", "spam")
                        .activity("opened", "review", null, 1)
                        .activity("claimed", "review", "ben", 300)
                        .verdict("review", "ben", "spam", false, 50)
                        .decided("final", "person", "spam"),
                held("expert").activity("opened", "review", null, 1).activity("escalated", "review", "ana", 1),
                story().by("sure", 0.9)
                        .onlyACandidate()
                        .scored()
                        .routed("automatic", 0.25, false)
                        .truth("ham"),
                story().refused("invalid"),
                story().refused("invalid"),
                story().refused("conflict"));
    }

    private static Story automatic(double propensity, boolean audit) {
        return story().by("sure", 0.9)
                .scored()
                .routed("automatic", propensity, audit)
                .decided("final", "model", "spam");
    }

    private static Story held(String lane) {
        return unsure().routed(lane).decided("held", "model", "spam");
    }

    private static Story unsure() {
        return story().by("unsure", 0.6).scored();
    }

    private static Story story() {
        return Story.of(fresh("measured")).from(MORNING);
    }
}
