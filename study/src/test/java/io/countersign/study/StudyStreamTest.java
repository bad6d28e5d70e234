package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.study.Recomputed.Ranked;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream whose model gets worse with time. */
class StudyStreamTest {
    private static final int CASES = 600;

    @TempDir
    static Path folder = Path.of(".");

    private static List<MadeUpCase> cases = List.of();
    private static StudyRun study = new StudyRun(-1, "", "", folder);
    private static Map<String, StudyRun.Score> scores = Map.of();

    @BeforeAll
    static void study_once() throws IOException {
        List<MadeUpCase> steady = MadeUpFile.cases(CASES, 61);
        // In the last third most right answers turn wrong.
        cases = IntStream.range(0, CASES)
                .mapToObj(i -> i >= CASES * 2 / 3 && i % 4 > 0 && !steady.get(i).wrong()
                        ? steady.get(i)
                                .withTruth(MadeUpCase.opposite(steady.get(i).truth()))
                        : steady.get(i))
                .toList();
        study = StudyRun.of(folder.resolve("out"), MadeUpFile.csv(folder.resolve("stream.csv"), cases));
        assertThat(study.exit()).as(study.err()).isZero();
        scores = study.scores();
    }

    @Test
    void a_moving_error_rate_makes_it_learn_forward_in_time() {
        assertThat(study.json().at("/protocol/kind").asString()).isEqualTo("forward");
        assertThat(study.json().at("/protocol/reason").asString()).contains("error rate moves");
        assertThat(study.number("/scored_cases")).isEqualTo(CASES - CASES / 6);
        assertThat(scores).doesNotContainKey("case-0").containsKey("case-" + (CASES - 1));
    }

    @Test
    void the_error_model_reviews_the_same_share_of_every_period() {
        Map<Integer, Long> reviewed = scores.values().stream()
                .sorted(Comparator.comparingDouble(StudyRun.Score::errorProbability)
                        .reversed())
                .limit(CASES * 5 / 6 / 10)
                .collect(Collectors.groupingBy(StudyRun.Score::fold, Collectors.counting()));

        assertThat(reviewed)
                .hasSize(5)
                .allSatisfy((period, count) -> assertThat(count).isBetween(8L, 12L));
    }

    @Test
    void what_it_caught_follows_from_the_scores_as_they_are_written() {
        List<Ranked> ranked = cases.stream()
                .filter(c -> scores.containsKey(c.id()))
                .map(c -> new Ranked(-Objects.requireNonNull(scores.get(c.id())).errorProbability(), c.wrong()))
                .toList();

        assertThat(study.number("/errors_caught/0.10/error_model"))
                .isCloseTo(Recomputed.errorsCaught(ranked, 0.1), within(1e-9));
        assertThat(study.number("/champion_test/error_model_caught"))
                .isCloseTo(study.number("/errors_caught/0.10/error_model"), within(1e-9));
    }

    @Test
    void each_promise_and_the_summary_say_that_these_cases_change_with_time() {
        assertThat(study.json().get("certificates")).isNotEmpty();
        assertThat(study.json().get("certificates"))
                .allSatisfy(row -> assertThat(row.get("assumptions").toString()).contains("change with time"));
        assertThat(StreamSupport.stream(study.json().at("/summary").spliterator(), false))
                .anySatisfy(
                        sentence -> assertThat(sentence.asString()).contains("the share of errors moves over time"));
    }

    @Test
    void asked_to_shuffle_it_scores_every_case_in_folds() throws IOException {
        StudyRun shuffled = StudyRun.of(folder.resolve("any"), folder.resolve("stream.csv"), "--order=any");

        assertThat(shuffled.json().at("/protocol/kind").asString()).isEqualTo("folds");
        assertThat(shuffled.scores()).hasSize(CASES);
    }
}
