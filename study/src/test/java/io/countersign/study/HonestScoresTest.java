package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.casefiles.CaseFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outcomes are turned over one by one, unit by unit and from a moment on: no score that must not know them may move. */
class HonestScoresTest {
    private static final int CASES = 240;
    private static final int UNITS = 90;

    @TempDir
    static Path folder = Path.of(".");

    @ParameterizedTest
    @ValueSource(longs = {31, 32})
    void no_case_is_scored_by_an_outcome_of_its_own_unit(long seed) throws IOException {
        List<MadeUpCase> cases = inUnits(seed);
        String unit = cases.get(new SplittableRandom(seed).nextInt(CASES)).unit();
        int[] inside = rows(cases, unit, 0);

        HonestScores before = scores(cases, TimeOrder.ANY, seed);
        HonestScores after = scores(MadeUpFile.turned(cases, inside), TimeOrder.ANY, seed);

        assertThat(after.rows()).isEqualTo(before.rows()).hasSize(CASES);
        for (int row : inside) {
            assertAlike(before, after, row);
        }
        assertThat(after.errorProbability()).isNotEqualTo(before.errorProbability());
        assertThat(after.calibrated()).isNotEqualTo(before.calibrated());
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42})
    void in_a_stream_no_case_is_scored_by_an_outcome_of_its_unit_or_of_its_future(long seed) throws IOException {
        List<MadeUpCase> cases = inUnits(seed);
        int first = CASES / 6;
        int now = first + new SplittableRandom(seed).nextInt(CASES - 2 * first);
        int[] future = IntStream.range(now, CASES).toArray();
        int[] alsoItsUnit = IntStream.concat(
                        IntStream.of(rows(cases, cases.get(now).unit(), 0)), IntStream.of(future))
                .distinct()
                .toArray();

        HonestScores before = scores(cases, TimeOrder.FORWARD, seed);
        HonestScores withoutFuture = scores(MadeUpFile.turned(cases, future), TimeOrder.FORWARD, seed);
        HonestScores withoutUnit = scores(MadeUpFile.turned(cases, alsoItsUnit), TimeOrder.FORWARD, seed);

        for (int row = first; row <= now; row++) {
            assertAlike(before, withoutFuture, row);
        }
        assertThat(withoutUnit.calibrated()[now - first]).isEqualTo(before.calibrated()[now - first]);
        assertThat(lessRisky(withoutUnit, now - first)).isEqualTo(lessRisky(before, now - first));
        assertThat(withoutFuture.calibrated()).isNotEqualTo(before.calibrated());
        assertThat(withoutFuture.errorProbability()).isNotEqualTo(before.errorProbability());
    }

    private static void assertAlike(HonestScores before, HonestScores after, int row) {
        int k = row - before.rows()[0];
        assertThat(after.rows()[k]).isEqualTo(row);
        assertThat(after.calibrated()[k]).isEqualTo(before.calibrated()[k]);
        assertThat(after.errorProbability()[k]).isEqualTo(before.errorProbability()[k]);
    }

    /** How many cases of the same period are less risky: the scale is one of all periods, and knows other outcomes. */
    private static long lessRisky(HonestScores scores, int k) {
        return IntStream.range(0, scores.rows().length)
                .filter(other -> scores.fold()[other] == scores.fold()[k])
                .filter(other -> scores.errorProbability()[other] < scores.errorProbability()[k])
                .count();
    }

    /** The model errs far more often than it says, so that there is much to calibrate. */
    private static List<MadeUpCase> inUnits(long seed) {
        var random = new SplittableRandom(seed);
        return MadeUpFile.cases(CASES, seed).stream()
                .map(one -> one.wrong() || random.nextDouble() < 0.6
                        ? one
                        : one.withTruth(MadeUpCase.opposite(one.truth())))
                .map(one -> one.withUnit("unit-" + random.nextInt(UNITS)))
                .toList();
    }

    private static int[] rows(List<MadeUpCase> cases, String unit, int from) {
        return IntStream.range(from, cases.size())
                .filter(i -> cases.get(i).unit().equals(unit))
                .toArray();
    }

    private static HonestScores scores(List<MadeUpCase> made, TimeOrder order, long seed) throws IOException {
        StudyCases cases = StudyCases.read(CaseFiles.at(MadeUpFile.csv(folder.resolve("cases.csv"), made)));
        return HonestScores.of(cases, Protocol.of(cases, order, null, seed), seed, words -> {});
    }
}
