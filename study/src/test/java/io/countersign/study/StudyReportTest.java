package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.study.Recomputed.Ranked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every figure of one report against the file it was made from and the scores it wrote. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StudyReportTest {
    private static final int CASES = 900;

    @TempDir
    static Path folder = Path.of(".");

    private final List<MadeUpCase> cases = MadeUpFile.cases(CASES, 11);
    private StudyRun study = new StudyRun(-1, "", "", Path.of("."));
    private Map<String, StudyRun.Score> scores = Map.of();

    @BeforeAll
    void study_once() throws IOException {
        MadeUpFile.csv(folder.resolve("predictions.csv"), cases);
        MadeUpFile.labels(folder.resolve("labels.csv"), cases, 12);
        Path costs = Files.writeString(
                folder.resolve("costs.csv"), "true_label,predicted_label,cost\nyes,no,10\n*,*,4\nreview,,1\n");
        study = StudyRun.of(
                folder.resolve("out"), folder, "--target-error=0.05,0.1", "--budget=0.2", "--costs=" + costs);
        scores = study.scores();
    }

    @Test
    void a_study_that_was_made_ends_with_0() {
        assertThat(study.exit()).as(study.err()).isZero();
    }

    @Test
    void it_counts_cases_units_and_right_answers() {
        assertThat(study.number("/cases")).isEqualTo(CASES);
        assertThat(study.number("/scored_cases")).isEqualTo(CASES);
        assertThat(study.number("/units")).isEqualTo(CASES);
        double accuracy = cases.stream().filter(c -> !c.wrong()).count() / (double) CASES;
        assertThat(study.number("/model_accuracy")).isCloseTo(accuracy, within(1e-12));
        assertThat(study.number("/model_accuracy_interval/low")).isLessThan(accuracy);
        assertThat(study.number("/model_accuracy_interval/high")).isGreaterThan(accuracy);
    }

    @Test
    void every_case_is_scored_once() {
        assertThat(scores.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        cases.stream().map(MadeUpCase::id).toList());
        assertThat(scores.values()).allSatisfy(score -> {
            assertThat(score.fold()).isBetween(0, 4);
            assertThat(score.calibrated()).isBetween(0.0, 1.0);
            assertThat(score.errorProbability()).isBetween(0.0, 1.0);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.05", "0.10", "0.15", "0.20"})
    void errors_caught_and_accuracy_follow_from_the_file_and_the_scores(String share) {
        agrees(share, "raw", MadeUpCase::confidence);
        agrees(share, "calibrated", c -> score(c).calibrated());
        agrees(share, "error_model", c -> -score(c).errorProbability());
        agrees(share, "ceiling", c -> c.wrong() ? 0 : 1);
    }

    private void agrees(String share, String ranking, ToDoubleFunction<MadeUpCase> score) {
        List<Ranked> ranked = ranked(score);
        double part = Double.parseDouble(share);
        assertThat(study.json().at("/errors_caught").get(share).get(ranking).asDouble())
                .as("errors caught, " + ranking)
                .isCloseTo(Recomputed.errorsCaught(ranked, part), within(1e-9));
        assertThat(study.json().at("/accuracy").get(share).get(ranking).asDouble())
                .as("accuracy, " + ranking)
                .isCloseTo(Recomputed.accuracy(ranked, part), within(1e-9));
    }

    @Test
    void the_calibration_error_follows_from_its_definition() {
        assertThat(study.number("/ece_raw"))
                .isCloseTo(Recomputed.expectedCalibrationError(ranked(MadeUpCase::confidence)), within(1e-9));
        // Calibrated confidence has equal values, over which bins may be cut in more than one way.
        assertThat(study.number("/ece_calibrated"))
                .isCloseTo(Recomputed.expectedCalibrationError(ranked(c -> score(c).calibrated())), within(0.015));
    }

    @Test
    void the_worst_slice_is_the_south_where_the_model_is_too_sure_until_it_is_calibrated() {
        List<Ranked> south = cases.stream()
                .filter(c -> c.place().equals("south"))
                .map(c -> new Ranked(c.confidence(), c.wrong()))
                .toList();
        assertThat(study.number("/worst_slice_gap_raw")).isCloseTo(-Recomputed.gap(south), within(1e-9));
        assertThat(study.number("/worst_slice_gap_calibrated")).isLessThan(0.05);
    }

    @Test
    void chance_alone_explains_the_gaps_after_calibration_and_not_those_before() {
        double byChance = study.number("/worst_slice_gap_by_chance");

        assertThat(byChance)
                .isGreaterThan(study.number("/worst_slice_gap_calibrated"))
                .isLessThan(study.number("/worst_slice_gap_raw"));
        assertThat(study.json().get("slices"))
                .filteredOn(row -> !row.path("name").asString().equals("label"))
                .isNotEmpty()
                .allSatisfy(row ->
                        assertThat(row.required("gap_by_chance").asDouble()).isBetween(0.001, 1.02 * byChance));
    }

    @Test
    void the_error_model_wins_where_a_second_opinion_tells_more_than_confidence() {
        JsonNode test = study.json().at("/champion_test");
        assertThat(study.json().at("/champion").asString()).isEqualTo("error_model");
        assertThat(test.get("low").asDouble()).isPositive();
        assertThat(test.get("error_model_caught").asDouble())
                .isCloseTo(study.number("/errors_caught/0.10/error_model"), within(1e-9));
        assertThat(test.get("raw_caught").asDouble()).isCloseTo(study.number("/errors_caught/0.10/raw"), within(1e-9));
        assertThat(study.json().at("/signals/0/signal").asString()).startsWith("opinion");
        assertThat(cases).allSatisfy(c -> assertThat(score(c).used()).isEqualTo(1 - score(c).errorProbability()));
    }

    @Test
    void a_certificate_states_what_the_scores_show_above_its_threshold() {
        JsonNode certificate = certificate(0.1, "all");
        double threshold = certificate.get("threshold").asDouble();
        List<MadeUpCase> automated =
                cases.stream().filter(c -> score(c).used() > threshold).toList();
        long errors = automated.stream().filter(MadeUpCase::wrong).count();
        assertThat(certificate.get("automated_share").asDouble())
                .isCloseTo(automated.size() / (double) CASES, within(1e-12))
                .isGreaterThan(0.2);
        assertThat(certificate.get("units").asInt()).isEqualTo(automated.size());
        assertThat(certificate.get("errors").asLong()).isEqualTo(errors);
        assertThat(errors / (double) automated.size()).isLessThan(0.1);
    }

    @Test
    void each_target_has_a_certificate_for_everything_and_for_each_slice() {
        for (double target : new double[] {0.05, 0.1}) {
            assertThat(List.of("all", "place=north", "place=south")).allSatisfy(slice -> {
                JsonNode certificate = certificate(target, slice);
                assertThat(certificate.get("confidence").asDouble()).isEqualTo(0.95);
                assertThat(certificate.get("assumptions").size()).isGreaterThan(3);
            });
        }
    }

    @Test
    void the_budget_is_the_one_that_was_asked_for() {
        assertThat(study.number("/budget/review_share")).isEqualTo(0.2);
        assertThat(study.number("/budget/errors_caught"))
                .isCloseTo(study.number("/errors_caught/0.20/error_model"), within(1e-9));
        assertThat(study.number("/budget/cases_per_day")).isCloseTo(24, within(0.1));
        assertThat(study.number("/budget/reviews_per_day")).isCloseTo(24 * 0.2, within(0.1));
    }

    @Test
    void automating_everything_has_the_models_error_rate_and_automating_half_a_lower_one() {
        JsonNode steps = study.json().at("/automation");
        double error = 1 - study.number("/model_accuracy");
        assertThat(steps.get(19).get("share").asDouble()).isEqualTo(1);
        assertThat(steps.get(19).get("error_rate").asDouble()).isCloseTo(error, within(1e-9));
        assertThat(steps.get(9).get("share").asDouble()).isEqualTo(0.5);
        List<Ranked> ranked = ranked(c -> score(c).used());
        double left = error * (1 - Recomputed.errorsCaught(ranked, 0.5));
        assertThat(steps.get(9).get("wrong_per_thousand_cases").asDouble()).isCloseTo(1000 * left, within(1e-6));
        assertThat(steps.get(9).get("wrong_per_thousand_automated").asDouble()).isCloseTo(2000 * left, within(1e-6));
    }

    @Test
    void costs_run_from_errors_alone_to_reviews_alone() {
        double errors = cases.stream()
                        .filter(MadeUpCase::wrong)
                        .mapToDouble(c -> c.truth().equals("yes") ? 10 : 4)
                        .sum()
                / CASES;
        JsonNode points = study.json().at("/costs/points");
        assertThat(points.get(0).get("cost_per_case").asDouble()).isCloseTo(errors, within(1e-9));
        assertThat(points.get(20).get("cost_per_case").asDouble()).isCloseTo(1, within(1e-9));
        assertThat(study.number("/costs/cheapest/cost_per_case")).isLessThan(1).isLessThan(errors);
    }

    @Test
    void people_are_judged_by_the_truth_and_together_are_better_than_their_majority() {
        JsonNode agreement = study.json().at("/agreement");
        Map<String, Double> measured = new HashMap<>();
        agreement
                .get("people")
                .forEach(p -> measured.put(
                        p.get("annotator").asString(),
                        p.get("measured_accuracy").asDouble()));
        assertThat(agreement.get("labels").asInt()).isEqualTo(3 * CASES);
        assertThat(measured).hasSize(3);
        assertThat(measured.getOrDefault("person-0", 0.0)).isCloseTo(0.95, within(0.03));
        assertThat(measured.getOrDefault("person-2", 0.0)).isCloseTo(0.7, within(0.05));
        // Three people, right with 0.95, 0.8 and 0.7, have a right majority in 0.95 · 0.8 + 0.95 · 0.7 + 0.8 · 0.7 - 2
        // · 0.532.
        assertThat(study.number("/majority_accuracy")).isCloseTo(0.921, within(0.03));
        assertThat(study.number("/combined_accuracy")).isGreaterThan(study.number("/majority_accuracy") + 0.01);
    }

    @Test
    void groups_are_reported_with_the_error_rates_they_have() {
        JsonNode women = find(study.json().at("/fairness"), "group", "f");
        List<MadeUpCase> group = cases.stream().filter(c -> c.sex().equals("f")).toList();
        assertThat(women.get("attribute").asString()).isEqualTo("sex");
        assertThat(women.get("cases").asInt()).isEqualTo(group.size());
        assertThat(women.get("error_rate").asDouble())
                .isCloseTo(group.stream().filter(MadeUpCase::wrong).count() / (double) group.size(), within(1e-9));
    }

    @Test
    void the_summary_is_printed_and_stands_in_the_report() {
        List<String> sentences = StreamSupport.stream(
                        study.json().at("/summary").spliterator(), false)
                .map(JsonNode::asString)
                .toList();
        assertThat(sentences).hasSizeGreaterThan(5);
        assertThat(study.out()).contains(sentences);
        assertThat(sentences.getFirst())
                .contains("%.1f %%".formatted(100 * study.number("/model_accuracy")), "900 cases");
    }

    @Test
    void progress_is_told_apart_from_the_result() {
        assertThat(study.err()).contains("read 900 cases", "scored fold 5 of 5", "champion: error_model");
        assertThat(study.out()).doesNotContain("scored fold");
    }

    private List<Ranked> ranked(ToDoubleFunction<MadeUpCase> score) {
        return cases.stream()
                .map(c -> new Ranked(score.applyAsDouble(c), c.wrong()))
                .toList();
    }

    private StudyRun.Score score(MadeUpCase of) {
        return Objects.requireNonNull(scores.get(of.id()));
    }

    private JsonNode certificate(double target, String slice) {
        return StreamSupport.stream(study.json().at("/certificates").spliterator(), false)
                .filter(row -> row.get("target").asDouble() == target)
                .filter(row -> row.get("slice").asString().equals(slice))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode find(JsonNode rows, String field, String value) {
        return StreamSupport.stream(rows.spliterator(), false)
                .filter(row -> row.get(field).asString().equals(value))
                .findFirst()
                .orElseThrow();
    }
}
