package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.casefiles.CaseFiles;
import io.countersign.statistics.calibration.SlicedCalibration;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationFitTest {
    private static final int KNOWN = 4_000;
    private static final int CASES = 2 * KNOWN;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void an_answer_that_is_worse_in_one_place_only_is_set_right_there_and_nowhere_else() throws IOException {
        List<MadeUpCase> made = worseWhereYesIsSaidInTheSouth();
        StudyCases cases = StudyCases.read(CaseFiles.at(MadeUpFile.csv(folder.resolve("cases.csv"), made)));

        SlicedCalibration fitted =
                CalibrationFit.of(cases, IntStream.range(0, KNOWN).toArray(), false, 1);

        for (String answer : List.of("yes", "no")) {
            for (String place : List.of("south", "north")) {
                int[] unseen = IntStream.range(KNOWN, CASES)
                        .filter(i -> made.get(i).answer().equals(answer)
                                && made.get(i).place().equals(place))
                        .toArray();
                assertThat(gap(fitted, cases, unseen))
                        .as(answer + " in the " + place)
                        .isCloseTo(0, within(0.045));
            }
        }
    }

    /** Mean of what is said of cases that took no part, less the share of them that are right. */
    private static double gap(SlicedCalibration fitted, StudyCases cases, int[] rows) {
        return IntStream.of(rows)
                .mapToDouble(i -> fitted.apply(cases.get(i).confidence(), cases.path(i)) - (cases.wrong(i) ? 0 : 1))
                .average()
                .orElseThrow();
    }

    private static List<MadeUpCase> worseWhereYesIsSaidInTheSouth() {
        var random = new SplittableRandom(5);
        return MadeUpFile.cases(CASES, 5).stream()
                .map(one -> one.answer().equals("yes") && one.place().equals("south") && random.nextBoolean()
                        ? one.withTruth("no")
                        : one)
                .toList();
    }
}
