package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudyCommandTest {
    private static final List<MadeUpCase> CASES = MadeUpFile.cases(150, 31);

    @TempDir
    Path folder = Path.of(".");

    @Test
    void csv_gzip_json_lines_and_a_mapping_of_other_names_all_give_the_same_scores() throws IOException {
        StudyRun csv = study("csv", MadeUpFile.csv(folder.resolve("a.csv"), CASES));
        StudyRun gzip = study("gzip", gzipped(MadeUpFile.text(MadeUpFile.HEADER, CASES)));
        StudyRun json = study("jsonl", MadeUpFile.jsonLines(folder.resolve("b.jsonl"), CASES));
        String renamed = MadeUpFile.HEADER
                .replace("predicted_label", "Answer")
                .replace("confidence", "Score")
                .replace("slice_place", "Region");
        Path other = Files.writeString(folder.resolve("c.csv"), MadeUpFile.text(renamed, CASES));
        Path mapping = Files.writeString(
                folder.resolve("names.properties"), "predicted_label=Answer\nconfidence=Score\nslice_place=Region\n");
        StudyRun mapped = study("mapped", other, "--mapping=" + mapping);

        assertThat(csv.scores()).hasSize(150);
        assertThat(gzip.scores()).isEqualTo(csv.scores());
        assertThat(json.scores()).isEqualTo(csv.scores());
        assertThat(mapped.scores()).isEqualTo(csv.scores());
    }

    @Test
    void without_the_mapping_the_missing_column_is_named() throws IOException {
        Path file = Files.writeString(
                folder.resolve("c.csv"), MadeUpFile.text(MadeUpFile.HEADER.replace("confidence", "Score"), CASES));

        refuses(StudyRun.plain(folder, file.toString()), "c.csv, line 2, column confidence: missing");
    }

    @Test
    void a_bad_value_is_named_by_line_and_column_and_nothing_is_written() throws IOException {
        List<MadeUpCase> bad = IntStream.range(0, CASES.size())
                .mapToObj(i -> i == 40 ? tooSure(CASES.get(i)) : CASES.get(i))
                .toList();
        StudyRun study = StudyRun.of(folder.resolve("out"), MadeUpFile.csv(folder.resolve("bad.csv"), bad));

        refuses(study, "bad.csv, line 42, column confidence: '1.25' is not between 0 and 1");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void a_bad_label_of_a_person_is_named_too() throws IOException {
        MadeUpFile.csv(folder.resolve("predictions.csv"), CASES);
        Files.writeString(folder.resolve("labels.csv"), "case_id,annotator_id,label\ncase-1,ann,yes\ncase-2,ann,\n");

        refuses(StudyRun.plain(folder, folder.toString()), "labels.csv, line 3, column label: missing");
    }

    @Test
    void labels_of_which_none_is_of_a_case_in_the_file_are_refused() throws IOException {
        MadeUpFile.csv(folder.resolve("predictions.csv"), CASES);
        Files.writeString(
                folder.resolve("labels.csv"), "case_id,annotator_id,label\n\nCASE-1,ann,yes\nCASE-2,ann,no\n");

        refuses(
                StudyRun.plain(folder, folder.toString()),
                "labels.csv, line 3, column case_id: none of the 2 labels is of a case in",
                "predictions.csv");
    }

    @Test
    void labels_of_cases_that_are_not_in_the_file_are_left_out_and_counted() throws IOException {
        List<MadeUpCase> open = IntStream.range(0, CASES.size())
                .mapToObj(i -> i < 10 ? CASES.get(i).withTruth("") : CASES.get(i))
                .toList();
        MadeUpFile.csv(folder.resolve("predictions.csv"), open.subList(0, 140));
        MadeUpFile.labels(folder.resolve("labels.csv"), CASES, 32);
        StudyRun study = study("stray", folder);

        assertThat(study.err()).contains("30 of 450 labels are of no case in the file and were left out");
        assertThat(study.number("/agreement/labels")).isEqualTo(3 * 130);
    }

    @Test
    void a_file_that_is_not_there_and_a_folder_without_cases_are_refused() {
        refuses(StudyRun.plain(folder, folder.resolve("none.csv").toString()), "none.csv: does not exist");
        refuses(StudyRun.plain(folder, folder.toString()), "holds no predictions.csv.gz");
    }

    @Test
    void too_few_outcomes_are_refused() throws IOException {
        Path file = MadeUpFile.csv(folder.resolve("few.csv"), CASES.subList(0, 99));

        refuses(StudyRun.plain(folder, file.toString()), "only 99 of 99 cases have a true_label", "at least 100");
    }

    @Test
    void a_model_that_is_always_or_never_right_is_refused() throws IOException {
        List<MadeUpCase> right =
                CASES.stream().map(c -> c.withTruth(c.answer())).toList();
        List<MadeUpCase> never = CASES.stream().map(c -> c.withTruth("Y")).toList();

        refuses(
                StudyRun.plain(
                        folder, MadeUpFile.csv(folder.resolve("r.csv"), right).toString()),
                "always right");
        refuses(
                StudyRun.plain(
                        folder, MadeUpFile.csv(folder.resolve("n.csv"), never).toString()),
                "never right");
    }

    @Test
    void cases_without_an_outcome_are_left_out_and_counted() throws IOException {
        List<MadeUpCase> open = IntStream.range(0, CASES.size())
                .mapToObj(i -> i < 10 ? CASES.get(i).withTruth("") : CASES.get(i))
                .toList();
        StudyRun study = study("open", MadeUpFile.csv(folder.resolve("open.csv"), open));

        assertThat(study.number("/cases")).isEqualTo(140);
        assertThat(study.number("/cases_without_outcome")).isEqualTo(10);
        assertThat(study.scores()).hasSize(140).doesNotContainKey("case-3");
    }

    @Test
    void figures_that_the_file_holds_nothing_for_are_null() throws IOException {
        Path file = Files.writeString(
                folder.resolve("bare.csv"),
                CASES.stream()
                        .map(c -> c.id() + "," + c.answer() + "," + c.confidence() + "," + c.truth())
                        .reduce("case_id,predicted_label,confidence,true_label", (a, b) -> a + "\n" + b));
        StudyRun study = study("bare", file);

        for (String name : List.of("agreement", "combined_accuracy", "majority_accuracy", "costs")) {
            assertThat(study.json().has(name)).as(name).isTrue();
            assertThat(study.json().get(name).isNull()).as(name).isTrue();
        }
        assertThat(study.json().at("/budget/cases_per_day").isNull()).isTrue();
        assertThat(study.json().get("fairness").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--budget=0 | --budget must lie between 0 and 1",
                "--budget=much | --budget",
                "--confidence=1 | --confidence must lie between 0 and 1",
                "--target-error=0.02,2 | --target-error must lie between 0 and 1",
                "--labels=49 | --labels must be 50 or more",
                "--order=backward | --order is auto, forward or any",
                "--colour=red | Unknown option",
            })
    void a_wrong_option_is_explained_and_ends_with_2(String option, String words) throws IOException {
        StudyRun study = StudyRun.plain(
                folder, MadeUpFile.csv(folder.resolve("a.csv"), CASES).toString(), option);

        assertThat(study.exit()).isEqualTo(2);
        assertThat(study.err()).contains(words);
        assertThat(study.out()).isEmpty();
    }

    @Test
    void more_labels_than_leave_something_to_score_are_refused() throws IOException {
        Path file = MadeUpFile.csv(folder.resolve("a.csv"), CASES);

        refuses(StudyRun.plain(folder, file.toString(), "--labels=100"), "--labels 100 leaves too few of 150 cases");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true_label,predicted_label,cost\\n*,*,much\\nreview,,1\\n|line 2, column cost: 'much' is not a number",
                "true_label,predicted_label,cost\\nreview,,1\\n*,*,-4\\n|line 3, column cost: must be 0 or more",
                "true_label,predicted_label,cost\\n*,*,4\\n|no row whose true_label is 'review'",
                "true_label,predicted_label\\n*,*\\n|line 1, column cost: is not in the header",
                "\\ntrue_label,cost\\n*,4\\n|line 2, column predicted_label: is not in the header",
                "true_label,predicted_label,cost\\n\\n\\n*,4\\n|line 4: has 2 values, but the header names 3",
                "true_label,predicted_label,cost\\n\\nreview,,1\\n\\n*,*,\\n|line 5, column cost: '' is not a number",
            })
    void a_bad_cost_file_is_named_by_line_and_column(String contentAndProblem) throws IOException {
        String[] parts = contentAndProblem.split("\\|");
        Path costs = Files.writeString(folder.resolve("costs.csv"), parts[0].replace("\\n", "\n"));
        Path file = MadeUpFile.csv(folder.resolve("a.csv"), CASES);

        refuses(StudyRun.plain(folder, file.toString(), "--costs=" + costs), "costs.csv", parts[1]);
    }

    @Test
    void a_cost_file_that_is_not_there_is_named() throws IOException {
        Path file = MadeUpFile.csv(folder.resolve("a.csv"), CASES);

        refuses(StudyRun.plain(folder, file.toString(), "--costs=nowhere.csv"), "nowhere.csv", "cannot be read");
    }

    @Test
    void the_most_special_cost_counts() throws IOException {
        Path file = Files.writeString(
                folder.resolve("costs.csv"),
                "true_label,predicted_label,cost\nyes,no,10\nyes,*,7\n*,no,5\n*,*,4\nreview,,2\n");
        CostFile costs = CostFile.read(file);

        Map<String, Double> asked = Map.of(
                "yes/no", costs.error("yes", "no"),
                "yes/maybe", costs.error("yes", "maybe"),
                "maybe/no", costs.error("maybe", "no"),
                "maybe/yes", costs.error("maybe", "yes"),
                "no/no", costs.error("no", "no"));
        assertThat(asked)
                .isEqualTo(Map.of("yes/no", 10.0, "yes/maybe", 7.0, "maybe/no", 5.0, "maybe/yes", 4.0, "no/no", 0.0));
        assertThat(costs.review()).isEqualTo(2);
    }

    @Test
    void a_report_that_cannot_be_written_ends_with_1() throws IOException {
        Path file = MadeUpFile.csv(folder.resolve("a.csv"), CASES);

        for (String option : List.of("--html=", "--report=", "--scores=")) {
            StudyRun study = StudyRun.plain(folder, file.toString(), option + folder.resolve("no/such/file"));
            refuses(study, "cannot write", "no/such/file");
            assertThat(study.err()).as("before any work").doesNotContain("scored fold");
        }
        refuses(StudyRun.plain(folder, file.toString(), "--report=" + folder), "cannot write");
        refuses(StudyRun.plain(folder, file.toString(), "--html=" + folder), "cannot write");
    }

    @Test
    void help_names_every_option_and_ends_with_0() {
        StudyRun help = StudyRun.plain(folder, "--help");

        assertThat(help.exit()).isZero();
        assertThat(help.out())
                .contains("--mapping", "--budget", "--target-error", "--confidence", "--costs", "--labels", "--order")
                .contains("--seed", "--report", "--html", "--scores");
    }

    private StudyRun study(String name, Path file, String... options) throws IOException {
        StudyRun study = StudyRun.of(folder.resolve(name), file, options);
        assertThat(study.exit()).as(study.err()).isZero();
        return study;
    }

    private static void refuses(StudyRun study, String... words) {
        assertThat(study.exit()).as(study.err()).isEqualTo(1);
        assertThat(study.err()).contains("study: ").contains(words).doesNotContain("\tat ");
        assertThat(study.out()).isEmpty();
    }

    private static MadeUpCase tooSure(MadeUpCase c) {
        return new MadeUpCase(
                c.id(), c.time(), c.answer(), 1.25, c.opinion(), c.place(), c.sex(), c.unit(), c.amount(), c.truth());
    }

    private Path gzipped(String text) throws IOException {
        Path file = folder.resolve("d.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
