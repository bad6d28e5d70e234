package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Files that hold less than a study would like to have: it says what it can tell, and what it cannot. */
class OddFilesTest {

    @TempDir
    Path folder = Path.of(".");

    @Test
    void too_few_independent_units_are_told() throws IOException {
        StudyRun study = study(inUnits(MadeUpFile.cases(300, 61), 3));

        assertThat(study.exit()).isOne();
        assertThat(study.err()).contains("only 3 independent units (unit_id)").doesNotContain("Exception");
    }

    @Test
    void a_past_of_two_whole_units_is_enough_to_learn_from() throws IOException {
        List<MadeUpCase> cases = MadeUpFile.cases(240, 62);
        List<MadeUpCase> months = IntStream.range(0, 240)
                .mapToObj(i -> cases.get(i).withUnit("month-" + i / 20))
                .toList();

        StudyRun study = study(months, "--order=forward");

        assertThat(study.exit()).as(study.err()).isZero();
        assertThat(study.number("/scored_cases")).isEqualTo(200);
    }

    @Test
    void few_labels_of_long_units_are_told_when_nothing_can_be_scored() throws IOException {
        List<MadeUpCase> cases = MadeUpFile.cases(300, 63);
        List<MadeUpCase> crossing = IntStream.range(0, 300)
                .mapToObj(i -> cases.get(i).withUnit("unit-" + i % 10))
                .toList();

        StudyRun study = study(crossing, "--order=forward", "--labels=60");

        assertThat(study.exit()).isOne();
        assertThat(study.err()).contains("no case can be scored").doesNotContain("Exception");
    }

    @Test
    void without_a_part_that_is_large_enough_there_is_no_worst_part() throws IOException {
        StudyRun study = study(MadeUpFile.cases(150, 64));

        assertThat(study.json().get("worst_slice_gap_raw").isNull()).isTrue();
        assertThat(study.json().get("worst_slice_gap_calibrated").isNull()).isTrue();
        assertThat(study.json().get("worst_slice_gap_by_chance").isNull()).isTrue();
        assertThat(study.json().get("summary").toString())
                .contains("points off on average")
                .doesNotContain("worst part");
    }

    @Test
    void where_no_slice_is_large_enough_the_worst_part_is_an_answer() throws IOException {
        List<MadeUpCase> cases = MadeUpFile.cases(300, 65);
        List<MadeUpCase> scattered = IntStream.range(0, 300)
                .mapToObj(i -> cases.get(i).withPlace("place-" + i % 50))
                .toList();

        StudyRun study = study(scattered);

        double widest = study.json()
                .get("slices")
                .valueStream()
                .mapToDouble(slice -> Math.abs(slice.get("gap_raw").asDouble()))
                .max()
                .orElseThrow();
        assertThat(study.number("/worst_slice_gap_raw")).isPositive().isEqualTo(widest);
    }

    @Test
    void each_model_and_the_one_slice_that_is_large_enough_get_a_promise_and_the_mix_is_told() throws IOException {
        Path file = folder.resolve("two.csv");
        List<MadeUpCase> cases = MadeUpFile.cases(500, 66);
        List<MadeUpCase> uneven = IntStream.range(0, 500)
                .mapToObj(i -> cases.get(i).withPlace(i % 5 == 0 ? "small" : "large"))
                .toList();
        List<String> lines = MadeUpFile.text(MadeUpFile.HEADER, uneven).lines().toList();
        Files.writeString(
                file,
                IntStream.range(0, lines.size())
                        .mapToObj(i -> i % 2 == 0 ? lines.get(i) : lines.get(i).replace(",tested,3,", ",tested,4,"))
                        .collect(Collectors.joining("\n", "", "\n")));

        StudyRun study = StudyRun.of(folder.resolve("out"), file);

        assertThat(study.number("/model_versions")).isEqualTo(2);
        assertThat(slices(study))
                .contains("all", "model=tested@3", "model=tested@4", "place=large")
                .doesNotContain("place=small");
        assertThat(study.json().get("uncertified").toString()).contains("place=small");
        assertThat(study.json().get("certificates"))
                .allSatisfy(row -> assertThat(row.get("assumptions").toString()).contains("mix"));
        assertThat(study.json().get("summary").toString()).contains("2 models or versions");
    }

    @Test
    void among_cases_of_one_score_no_group_is_reviewed_more_for_where_it_stands_in_the_file() throws IOException {
        List<MadeUpCase> cases = MadeUpFile.cases(200, 68);
        List<MadeUpCase> alike = IntStream.range(0, 200)
                .mapToObj(i -> alike(cases.get(i)).withSex(i < 100 ? "f" : "m"))
                .toList();

        StudyRun study = study(alike, "--order=any", "--budget=0.1");

        assertThat(study.json().get("champion").asString()).isEqualTo("raw");
        assertThat(study.json().get("fairness").valueStream().toList())
                .hasSize(2)
                .allSatisfy(row -> {
                    assertThat(row.get("review_rate").asDouble()).isCloseTo(0.1, within(1e-9));
                    assertThat(row.at("/review_rate_interval/low").asDouble()).isLessThanOrEqualTo(0.1 + 1e-9);
                });
    }

    @Test
    void people_are_compared_with_the_model_on_the_cases_that_they_labelled() throws IOException {
        List<MadeUpCase> cases = MadeUpFile.cases(200, 69);
        MadeUpFile.csv(folder.resolve("predictions.csv"), cases);
        List<MadeUpCase> hard = cases.stream().filter(MadeUpCase::wrong).toList();
        MadeUpFile.labels(folder.resolve("labels.csv"), hard, 70);

        StudyRun study = StudyRun.of(folder.resolve("out"), folder);

        assertThat(study.number("/agreement/model_accuracy")).isZero();
        assertThat(study.html()).containsPattern("the model, on the cases with labels</t[dh]>\\s*<td[^>]*>0\\.0");
    }

    /** Nothing but the truth and the group differs. */
    private static MadeUpCase alike(MadeUpCase one) {
        return new MadeUpCase(
                one.id(), one.time(), "yes", 0.9, "yes", "north", one.sex(), one.unit(), 1, one.wrong() ? "no" : "yes");
    }

    private static List<MadeUpCase> inUnits(List<MadeUpCase> cases, int units) {
        return IntStream.range(0, cases.size())
                .mapToObj(i -> cases.get(i).withUnit("unit-" + i % units))
                .toList();
    }

    private static List<String> slices(StudyRun study) {
        return study.json()
                .get("certificates")
                .valueStream()
                .map(row -> row.get("slice"))
                .map(JsonNode::asString)
                .distinct()
                .toList();
    }

    private StudyRun study(List<MadeUpCase> cases, String... options) throws IOException {
        return StudyRun.of(folder.resolve("out"), MadeUpFile.csv(folder.resolve("cases.csv"), cases), options);
    }
}
