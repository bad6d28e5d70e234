package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.study.Recomputed.Ranked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that a study says of a case may come from that case's own outcome. */
class StudyHonestyTest {
    private static final int CASES = 300;
    private static final List<MadeUpCase> cases = MadeUpFile.cases(CASES, 21);

    @TempDir
    static Path folder = Path.of(".");

    private static Map<String, StudyRun.Score> untouched = Map.of();

    @BeforeAll
    static void study_the_untouched_file() throws IOException {
        untouched = scores(cases, "--order=any");
    }

    @Test
    void the_outcome_of_a_case_never_changes_its_own_scores_but_those_of_others() throws IOException {
        Map<String, StudyRun.Score> after = scores(MadeUpFile.turned(cases, 123), "--order=any");

        assertThat(model(after, 123)).isEqualTo(model(untouched, 123));
        assertThat(differing(untouched, after)).isGreaterThan(CASES / 2);
    }

    @Test
    void the_outcomes_of_a_whole_unit_never_change_the_scores_of_its_cases() throws IOException {
        List<MadeUpCase> clustered = IntStream.range(0, CASES)
                .mapToObj(i -> cases.get(i).withUnit("unit-" + i % 40))
                .toList();
        int[] unit = IntStream.range(0, CASES).filter(i -> i % 40 == 7).toArray();
        Map<String, StudyRun.Score> before = scores(clustered, "--order=any");
        Map<String, StudyRun.Score> after = scores(MadeUpFile.turned(clustered, unit), "--order=any");

        for (int i : unit) {
            assertThat(model(after, i)).isEqualTo(model(before, i));
        }
        assertThat(differing(before, after)).isGreaterThan(CASES / 2);
    }

    @Test
    void in_a_stream_no_case_is_scored_by_its_own_or_any_later_outcome() throws IOException {
        // In the midst of a quarter of a period: calibration learns in quarters.
        int now = CASES * 4 / 6 + CASES / 12 + 5;
        int[] sinceNow = IntStream.range(now, CASES).toArray();
        Map<String, StudyRun.Score> before = scores(cases, "--order=forward");
        Map<String, StudyRun.Score> after = scores(MadeUpFile.turned(cases, sinceNow), "--order=forward");

        assertThat(before).hasSize(CASES - CASES / 6).doesNotContainKey("case-0");
        for (int i = CASES / 6; i <= now; i++) {
            assertThat(model(after, i)).isEqualTo(model(before, i));
        }
        assertThat(model(after, CASES - 1)).isNotEqualTo(model(before, CASES - 1));
    }

    @Test
    void with_few_labels_the_outcomes_of_the_scored_cases_change_no_score_and_no_certificate() throws IOException {
        StudyRun first = study("first", cases, "--labels=120", "--order=any");
        Map<String, StudyRun.Score> known = first.scores();
        int[] scored = IntStream.range(0, CASES)
                .filter(i -> known.containsKey("case-" + i))
                .toArray();
        StudyRun second = study("second", MadeUpFile.turned(cases, scored), "--labels=120", "--order=any");

        assertThat(scored).hasSize(CASES - 120);
        assertThat(second.scoresText()).isEqualTo(first.scoresText());
        assertThat(second.json().get("certificates")).isEqualTo(first.json().get("certificates"));
        assertThat(second.number("/model_accuracy")).isNotEqualTo(first.number("/model_accuracy"));
        assertThat(first.number("/protocol/labels")).isEqualTo(120);
        assertThat(first.number("/scored_cases")).isEqualTo(CASES - 120);
    }

    @Test
    void outcomes_handed_round_at_random_leave_nothing_to_gain() throws IOException {
        List<MadeUpCase> permuted = MadeUpFile.permuted(MadeUpFile.cases(900, 22), 23);
        StudyRun study = study("permuted", permuted);
        Map<String, StudyRun.Score> scores = study.scores();
        List<Ranked> ranked = permuted.stream()
                .map(c -> new Ranked(-Objects.requireNonNull(scores.get(c.id())).errorProbability(), c.wrong()))
                .toList();

        assertThat(study.json().at("/champion").asString()).isEqualTo("raw");
        assertThat(Recomputed.errorsCaught(ranked, 0.5)).isBetween(0.4, 0.6);
        assertThat(study.number("/errors_caught/0.20/error_model")).isBetween(0.1, 0.3);
    }

    @Test
    void a_group_plays_no_part_in_any_score() throws IOException {
        List<MadeUpCase> regrouped =
                cases.stream().map(c -> c.withSex(c.wrong() ? "f" : "m")).toList();

        assertThat(scores(regrouped, "--order=any")).isEqualTo(untouched);
    }

    @Test
    void the_same_seed_gives_the_same_files_and_another_seed_other_scores() throws IOException {
        StudyRun first = study("one", cases, "--seed=5");
        StudyRun again = study("two", cases, "--seed=5");
        StudyRun other = study("three", cases, "--seed=6");

        assertThat(again.scoresText()).isEqualTo(first.scoresText());
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(again.html()).isEqualTo(first.html());
        assertThat(other.scoresText()).isNotEqualTo(first.scoresText());
    }

    private static StudyRun study(String name, List<MadeUpCase> of, String... options) throws IOException {
        Path file = MadeUpFile.csv(folder.resolve("cases.csv"), of);
        StudyRun study = StudyRun.of(folder.resolve(name), file, options);
        assertThat(study.exit()).as(study.err()).isZero();
        return study;
    }

    private static Map<String, StudyRun.Score> scores(List<MadeUpCase> of, String... options) throws IOException {
        return study("scores", of, options).scores();
    }

    private static long differing(Map<String, StudyRun.Score> before, Map<String, StudyRun.Score> after) {
        return before.keySet().stream()
                .filter(id -> !Objects.equals(before.get(id), after.get(id)))
                .count();
    }

    private static List<Double> model(Map<String, StudyRun.Score> scores, int i) {
        StudyRun.Score score = Objects.requireNonNull(scores.get("case-" + i));
        return List.of(score.calibrated(), score.errorProbability());
    }
}
