package io.countersign.casefiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFilesTest {
    private static final String FULL = """
            case_id,occurred_at,model_id,model_version,predicted_label,confidence,p_cat,p_dog,opinion_b_label,opinion_b_confidence,ensemble_agreement,novelty,unit_id,slice_place,group_sex,feature_n,value,true_label
            c1,2026-01-05T08:00:00Z,m,2,cat,0.9,0.9,0.1,dog,0.6,0.8,0.25,u1,"Oslo, Norway",female,12,1000,dog
            c2,2026-01-05T08:00:30Z,m,2,dog,0.5,,,dog,,,,,,,,,
            """;

    @TempDir
    Path folder;

    @Test
    void a_full_row_becomes_a_case() throws IOException {
        List<Case> cases = read(write("predictions.csv", FULL));

        assertThat(cases.getFirst())
                .isEqualTo(new Case(
                        "c1",
                        Instant.parse("2026-01-05T08:00:00Z"),
                        "m",
                        "2",
                        "cat",
                        0.9,
                        Map.of("cat", 0.9, "dog", 0.1),
                        List.of(new Opinion("b", "dog", 0.6)),
                        0.8,
                        0.25,
                        "u1",
                        Map.of("place", "Oslo, Norway"),
                        Map.of("sex", "female"),
                        Map.of("n", 12.0),
                        1000.0,
                        "dog"));
    }

    @Test
    void what_is_missing_stays_missing() throws IOException {
        Case second = read(write("predictions.csv", FULL)).get(1);

        assertThat(second.opinions()).containsExactly(new Opinion("b", "dog", null));
        assertThat(second.labelProbabilities()).isEmpty();
        assertThat(second.novelty()).isNull();
        assertThat(second.trueLabel()).isNull();
        assertThat(second.unit()).isEqualTo("c2");
    }

    @Test
    void a_folder_with_gzipped_files_is_read_with_its_labels() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("predictions.csv.gz")))) {
            out.write(FULL.getBytes(StandardCharsets.UTF_8));
        }
        write("labels.csv", "case_id,annotator_id,label\nc1,ana,cat\nc1,ben,dog\n");

        CaseFiles files = CaseFiles.at(folder);

        assertThat(read(folder)).extracting(Case::caseId).containsExactly("c1", "c2");
        try (var labels = files.labels()) {
            assertThat(labels).containsExactly(new HumanLabel("c1", "ana", "cat"), new HumanLabel("c1", "ben", "dog"));
        }
    }

    @Test
    void json_lines_say_the_same_as_csv() throws IOException {
        Path file = write("cases.jsonl", """
                {"case_id": "c1", "predicted_label": "1", "confidence": 0.75, "slice_place": null, "feature_n": 3}

                {"case_id": "c2", "predicted_label": 1, "confidence": "0.5"}
                """);

        assertThat(read(file))
                .extracting(Case::predictedLabel, Case::confidence)
                .containsExactly(tuple("1", 0.75), tuple("1", 0.5));
    }

    @Test
    void a_mapping_finds_columns_with_other_names() throws IOException {
        Path file = write("claims.csv", "Claim,Answer,Score,Region\n7,pay,0.8,north\n");
        Path mapping = write(
                "mapping.properties",
                "case_id = Claim\npredicted_label = Answer\nconfidence = Score\nslice_region = Region\n");

        try (var cases = CaseFiles.at(file, ColumnMapping.read(mapping)).cases()) {
            assertThat(cases).singleElement().satisfies(read -> {
                assertThat(read.confidence()).isEqualTo(0.8);
                assertThat(read.slices()).containsEntry("region", "north");
            });
        }
    }

    @Test
    void the_mapping_wins_over_a_column_that_has_the_mapped_name_itself() throws IOException {
        ColumnMapping mapping = ColumnMapping.of(Map.of("confidence", "score"));

        assertThat(List.of(
                        write("before.csv", "case_id,predicted_label,confidence,score\n1,a,high,0.8\n"),
                        write("after.csv", "case_id,predicted_label,score,confidence\n1,a,0.8,0.3\n"),
                        write(
                                "before.jsonl",
                                json("{'case_id': 1, 'predicted_label': 'a', 'confidence': 2, 'score': 0.8}")),
                        write(
                                "after.jsonl",
                                json("{'case_id': 1, 'predicted_label': 'a', 'score': 0.8, 'confidence': 0.3}"))))
                .allSatisfy(file -> {
                    try (var cases = CaseFiles.at(file, mapping).cases()) {
                        assertThat(cases).extracting(Case::confidence).containsExactly(0.8);
                    }
                });
    }

    @Test
    void two_columns_may_change_names() throws IOException {
        Path file = write("swapped.csv", "case_id,predicted_label,confidence,novelty\n1,a,0.3,0.8\n");
        ColumnMapping mapping = ColumnMapping.of(Map.of("confidence", "novelty", "novelty", "confidence"));

        try (var cases = CaseFiles.at(file, mapping).cases()) {
            assertThat(cases).extracting(Case::confidence, Case::novelty).containsExactly(tuple(0.8, 0.3));
        }
    }

    @Test
    void a_mapped_name_that_no_line_of_json_lines_has_is_refused() throws IOException {
        Path file = write("cases.jsonl", """
                {"case_id": 1, "predicted_label": "a", "confidence": 0.5}
                {"case_id": 2, "predicted_label": "a", "confidence": 0.5, "Region": null}
                """);

        assertThat(read(file, ColumnMapping.of(Map.of("slice_region", "Region"))))
                .as("a later line has it")
                .hasSize(2);
        assertThatThrownBy(() -> read(file, ColumnMapping.of(Map.of("slice_region", "Regoin"))))
                .isInstanceOf(CaseFileException.class)
                .hasMessageEndingWith(
                        "cases.jsonl, column Regoin: is in the mapping, as slice_region, but in no line of the file");
    }

    @Test
    void a_person_who_labels_a_case_twice_is_refused() throws IOException {
        write("predictions.csv", FULL);
        write("labels.csv", "case_id,annotator_id,label\nc1,ana,cat\nc1,ben,cat\nc2,ana,cat\nc1,ana,cat\n");

        assertThatThrownBy(() -> CaseFiles.at(folder).labels().toList())
                .isInstanceOf(CaseFileException.class)
                .hasMessageEndingWith("labels.csv, line 5, column case_id, annotator_id: 'ana' labels 'c1' twice");
    }

    @Test
    void what_is_not_utf_8_is_refused_with_its_line_and_column() throws IOException {
        String csv = "case_id,predicted_label,confidence,slice_place\n1,a,0.5,café\n2,a,0.5,caf\u00e8\n";
        String json = """
                {"case_id": 1, "predicted_label": "a", "confidence": 0.5}

                {"case_id": 2, "predicted_label": "é", "confidence": 0.5}
                """;

        assertThat(problem("utf8.csv", csv.getBytes(StandardCharsets.UTF_8))).isEqualTo("no problem");
        assertThat(problem("latin.csv", csv.getBytes(StandardCharsets.ISO_8859_1)))
                .endsWith("latin.csv, line 2, column slice_place: is not UTF-8, which is expected");
        assertThat(problem("head.csv", csv.replace("place", "plàce").getBytes(StandardCharsets.ISO_8859_1)))
                .endsWith("head.csv, line 1: is not UTF-8, which is expected");
        assertThat(problem("latin.jsonl", json.getBytes(StandardCharsets.ISO_8859_1)))
                .endsWith("latin.jsonl, line 3: is not UTF-8 at column 36, which is expected");
    }

    @Test
    void a_replacement_character_that_the_file_itself_holds_is_text_like_any() throws IOException {
        Path file = write("cases.csv", "case_id,predicted_label,confidence\n1,caf\uFFFD,0.5\n");

        assertThat(read(file)).extracting(Case::predictedLabel).containsExactly("caf\uFFFD");
    }

    @Test
    void a_wrong_number_is_reported_with_file_line_and_the_files_own_column_name() throws IOException {
        Path file = write("claims.csv", "case_id,predicted_label,Score\n1,\"a\nb\",0.5\n2,a,1.5\n");
        ColumnMapping mapping = ColumnMapping.of(Map.of("confidence", "Score"));

        assertThatThrownBy(() -> CaseFiles.at(file, mapping).cases().toList())
                .isInstanceOf(CaseFileException.class)
                .hasMessageEndingWith("claims.csv, line 4, column Score: '1.5' is not between 0 and 1");
    }

    @Test
    void each_kind_of_bad_file_says_where_it_is_bad() throws IOException {
        String head = "case_id,occurred_at,predicted_label,confidence\n";
        assertThat(problem(head + "1,yesterday,a,0.5\n")).contains("line 2, column occurred_at", "ISO 8601");
        assertThat(problem(head + "1,,a,high\n")).contains("line 2, column confidence: 'high' is not a number");
        assertThat(problem(head + "1,,a,NaN\n")).contains("is not a number");
        assertThat(problem(head + "1,,a,\n")).contains("line 2, column confidence: missing");
        assertThat(problem(head + "1,,a\n")).contains("line 2: has 3 values, but the header names 4");
        assertThat(problem(head + "1,,a,0.5\n1,,b,0.5\n")).contains("line 3, column case_id: '1' is there twice");
        assertThat(problem(head + "1,,\"a,0.5\n")).contains("line 2", "is not CSV");
        assertThat(problem("a,a\n")).contains("line 1, column a: stands twice");
        assertThat(problem("")).contains("is empty");
    }

    @Test
    void empty_lines_do_not_move_the_line_that_a_fault_is_on() throws IOException {
        String head = "\ncase_id,predicted_label,confidence\n\n";

        assertThat(problem(head + "1,a,0.5\n\n\n2,a,high\n")).contains("line 7, column confidence: 'high'");
        assertThat(problem(head + "1,\"a\n\nb\",0.5\n\r\n2,a\n")).contains("line 8: has 2 values");
        assertThat(problem(head + "1,a,0.5\n\n1,a,0.5\n")).contains("line 6, column case_id: '1' is there twice");
        assertThat(problem("\n\na,a\n")).contains("line 3, column a: stands twice");
        assertThat(problem(head + "\n1,\"a,0.5\n")).contains("line 5", "is not CSV");
    }

    @Test
    void a_bad_mapping_names_its_line() throws IOException {
        assertThat(mappingProblem("# ours = theirs\n\ncase_id =\n")).contains("line 3, column case_id: no column");
        assertThat(mappingProblem("case_id = A\nconfidence = \\\n  A\n"))
                .contains("line 2, column confidence: 'A' is mapped twice");
        assertThat(mappingProblem("case_id = A\n\ncase_id = B\n")).contains("line 3, column case_id: stands twice");
        assertThat(mappingProblem("case_id = A\nunit_id = \\u00\n")).contains("line 2: cannot be read as a mapping");
    }

    @Test
    void a_gzip_file_that_is_none_is_refused_by_name() throws IOException {
        Path file = write("predictions.csv.gz", FULL);

        assertThatThrownBy(() -> read(file)).hasMessageContaining("predictions.csv.gz: cannot be read");
    }

    @Test
    void broken_json_names_its_line_and_column() throws IOException {
        Path file =
                write("cases.jsonl", "{\"case_id\": 1, \"predicted_label\": 1, \"confidence\": 1}\n{\"a\": oops}\n");

        assertThatThrownBy(() -> read(file)).hasMessageContaining("cases.jsonl, line 2: is not JSON at column 7: ");
    }

    @Test
    void a_name_that_stands_twice_in_a_json_line_is_refused() throws IOException {
        Path file =
                write("cases.jsonl", "{\"case_id\": 1, \"predicted_label\": 1, \"confidence\": 1, \"case_id\": 2}\n");

        assertThatThrownBy(() -> read(file))
                .hasMessageContainingAll("cases.jsonl, line 1: is not JSON at column ", "Duplicate", "\"case_id\"");
    }

    private String mappingProblem(String content) throws IOException {
        Path file = write("mapping.properties", content);
        try {
            ColumnMapping.read(file);
            return "no problem";
        } catch (CaseFileException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private String problem(String content) throws IOException {
        return problem("bad.csv", content.getBytes(StandardCharsets.UTF_8));
    }

    private String problem(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        try {
            read(file);
            return "no problem";
        } catch (CaseFileException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    private static List<Case> read(Path path) {
        return read(path, ColumnMapping.none());
    }

    private static List<Case> read(Path path, ColumnMapping mapping) {
        try (var cases = CaseFiles.at(path, mapping).cases()) {
            return cases.toList();
        }
    }
}
