package io.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay, and what scripts that use nothing of ours make of it. */
class ReplayIT {

    private static final List<String> LABELS = List.of("abuse", "request", "spam");

    private final CountersignCli cli = RunningSystem.cli();
    private final String run = "replay-" + UUID.randomUUID();

    @TempDir
    Path folder;

    /** Cases of every lane; the model is right in three of four, people in nine of ten. */
    @BeforeEach
    void someCases() throws IOException {
        Random random = new Random(7);
        List<String> predictions = new ArrayList<>(List.of(
                "case_id,occurred_at,model_id,model_version,predicted_label,confidence,novelty,value,true_label"));
        List<String> labels = new ArrayList<>(List.of("case_id,annotator_id,label"));
        for (int number = 0; number < 80; number++) {
            String truth = LABELS.get(random.nextInt(LABELS.size()));
            predictions.add(String.format(
                    Locale.ROOT,
                    "c%d,2026-01-05T08:00:00Z,sorter,1,%s,%.3f,%s,%s,%s",
                    number,
                    random.nextDouble() < 0.75 ? truth : another(truth, random),
                    0.4 + 0.6 * random.nextDouble(),
                    number % 7 == 0 ? "" : "0.%d".formatted(random.nextInt(10)),
                    number % 10 == 0 ? "200000" : "",
                    truth));
            labels.add("c%d,p1,%s".formatted(number, random.nextDouble() < 0.9 ? truth : another(truth, random)));
        }
        Files.write(folder.resolve("predictions.csv"), predictions);
        Files.write(folder.resolve("labels.csv"), labels);
    }

    @Test
    void everyFigureOfTheReportIsWhatTopicsAndFilesSayAndFlippedAnswersMoveItAsTheFilesPredict() throws Exception {
        String report = folder.resolve("report.json").toString();

        cli.replay(folder.toString(), "--run", run, "--flip", "0.2", "--report", report);
        Python.Result check = Python.run(
                "check_replay.py",
                List.of(
                        folder.toString(),
                        "--report",
                        report,
                        "--flip",
                        "0.2",
                        "--home",
                        cli.home().toString(),
                        "--secrets",
                        cli.home().resolve("secrets.json").toString()));

        assertThat(check.code()).as(check.said()).isZero();
    }

    @Tag("fault")
    @Test
    void noTruthReachesAnythingBeforeItsOutcome() throws Exception {
        Python.Result check = Python.run(
                "hidden_truth.py",
                List.of(folder.toString(), "--run", run, "--home", cli.home().toString()));

        assertThat(check.code()).as(check.said()).isZero();
    }

    private static String another(String label, Random random) {
        List<String> others = LABELS.stream().filter(one -> !one.equals(label)).toList();
        return others.get(random.nextInt(others.size()));
    }
}
