package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a study makes of cases that do not all say when they happened, or that have no outcome yet. */
class StudyTimesTest {
    private static final int CASES = 300;

    @TempDir
    Path folder = Path.of(".");

    @Test
    void a_stream_needs_the_time_of_every_case() throws IOException {
        Path file = MadeUpFile.csv(folder.resolve("a.csv"), someWithoutTime());
        StudyRun study = StudyRun.of(folder.resolve("out"), file, "--order=forward");

        assertThat(study.exit()).isEqualTo(1);
        assertThat(study.err())
                .contains("a.csv, line 4, column occurred_at: missing, so there is no order to learn forward in");
        assertThat(study.out()).isEmpty();
    }

    @Test
    void the_missing_time_goes_by_the_files_own_column_name() throws IOException {
        Path file = Files.writeString(
                folder.resolve("a.csv"),
                MadeUpFile.text(MadeUpFile.HEADER.replace("occurred_at", "When"), someWithoutTime()));
        Path mapping = Files.writeString(folder.resolve("names.properties"), "occurred_at=When\n");
        StudyRun study = StudyRun.plain(folder, file.toString(), "--order=forward", "--mapping=" + mapping);

        assertThat(study.err()).contains("a.csv, line 4, column When: missing");
    }

    @Test
    void left_to_itself_it_takes_no_file_for_a_stream_whose_order_is_not_known() throws IOException {
        List<MadeUpCase> worse = IntStream.range(0, CASES)
                .mapToObj(i -> i < CASES / 2
                        ? someWithoutTime().get(i)
                        : someWithoutTime().get(i).withTruth(i % 5 == 0 ? "yes" : "other"))
                .toList();
        StudyRun study = study("a.csv", worse);

        String words = "2 of 300 cases have no time, so their order is not known";
        assertThat(study.json().at("/protocol/kind").asString()).isEqualTo("folds");
        assertThat(study.json().at("/protocol/reason").asString()).isEqualTo(words);
        assertThat(study.err()).contains(words + ": learning in folds");
        assertThat(study.html()).contains("Why: " + words);
    }

    @Test
    void shuffled_cases_need_no_times() throws IOException {
        StudyRun study = study("a.csv", someWithoutTime(), "--order=any");

        assertThat(study.json().at("/protocol/reason").asString()).isEqualTo("as asked");
        assertThat(study.scores()).hasSize(CASES);
    }

    @Test
    void the_pace_goes_from_the_earliest_time_to_the_latest_wherever_they_stand() throws IOException {
        var shuffled = new ArrayList<>(someWithoutTime());
        Collections.shuffle(shuffled, new Random(3));

        assertThat(study("a.csv", shuffled).number("/budget/cases_per_day")).isCloseTo(24, within(0.3));
    }

    @Test
    void cases_without_an_outcome_count_for_the_pace() throws IOException {
        List<MadeUpCase> open = MadeUpFile.cases(10 * CASES / 2, 72).stream()
                .map(c -> c.id().endsWith("7") ? c : c.withTruth(""))
                .toList();
        StudyRun study = study("a.csv", open);

        assertThat(study.number("/cases")).isEqualTo(CASES / 2.0);
        assertThat(study.number("/budget/cases_per_day")).isCloseTo(24, within(0.1));
        assertThat(study.number("/budget/reviews_per_day")).isCloseTo(2.4, within(0.01));
        assertThat(study.html()).contains("A day brings 24 cases, those without an outcome included");
    }

    /** The third case and the last one but one have no time; the cases are an hour apart. */
    private static List<MadeUpCase> someWithoutTime() {
        List<MadeUpCase> cases = MadeUpFile.cases(CASES, 71);
        return IntStream.range(0, CASES)
                .mapToObj(i -> i == 2 || i == CASES - 2 ? cases.get(i).withTime("") : cases.get(i))
                .toList();
    }

    private StudyRun study(String name, List<MadeUpCase> cases, String... options) throws IOException {
        StudyRun study = StudyRun.of(folder.resolve("out"), MadeUpFile.csv(folder.resolve(name), cases), options);
        assertThat(study.exit()).as(study.err()).isZero();
        return study;
    }
}
