package io.countersign.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.study.report.Report;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The names in a report are a promise to whoever reads it with a program. */
class ReportFieldsTest {
    private static final Path PAGE = Path.of("..", "docs", "study.md");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_report_has_the_fields_that_its_readers_count_on() throws IOException {
        List<MadeUpCase> cases = MadeUpFile.cases(200, 41);
        MadeUpFile.csv(folder.resolve("predictions.csv"), cases);
        MadeUpFile.labels(folder.resolve("labels.csv"), cases, 42);
        JsonNode report = StudyRun.of(folder.resolve("out"), folder).json();

        assertThat(report.propertyNames())
                .contains("cases", "model_accuracy", "ece_raw", "ece_calibrated")
                .contains("worst_slice_gap_raw", "worst_slice_gap_calibrated", "errors_caught", "accuracy", "champion")
                .contains("certificates", "agreement", "combined_accuracy", "majority_accuracy", "summary");
        for (String figure : List.of("errors_caught", "accuracy")) {
            assertThat(report.get(figure).propertyNames()).containsExactly("0.05", "0.10", "0.15", "0.20");
            assertThat(report.get(figure))
                    .allSatisfy(row -> assertThat(row.propertyNames())
                            .containsExactly("raw", "calibrated", "error_model", "ceiling"));
        }
        assertThat(report.get("certificates"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.propertyNames())
                        .contains("target", "confidence", "slice", "threshold", "automated_share", "units", "errors"));
        assertThat(report.get("format").asInt()).isEqualTo(1);
    }

    @Test
    void the_scores_file_has_its_five_columns() throws IOException {
        StudyRun study =
                StudyRun.of(folder.resolve("out"), MadeUpFile.csv(folder.resolve("a.csv"), MadeUpFile.cases(150, 43)));

        assertThat(study.scoresText().lines().findFirst())
                .hasValue("case_id,fold,calibrated_confidence,error_probability,score_used");
    }

    @Test
    void every_field_is_documented_and_every_documented_field_is_there() throws IOException {
        Set<String> documented = Pattern.compile("^\\| (`.*?) \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGE))
                .results()
                .flatMap(row ->
                        Pattern.compile("`([^`]+)`").matcher(row.group(1)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(documented).isEqualTo(new TreeSet<>(fields("", Report.class).toList()));
    }

    /** The paths of a record's fields, as in {@code certificates.target}. */
    private static Stream<String> fields(String prefix, Class<?> type) {
        Stream<String> summary = type == Report.class ? Stream.of("summary") : Stream.empty();
        return Stream.concat(summary, Arrays.stream(type.getRecordComponents()).flatMap(component -> {
            String name = prefix + snakeCase(component);
            Stream<String> inside = inside(component.getGenericType()).flatMap(part -> fields(name + ".", part));
            return Stream.concat(Stream.of(name), inside);
        }));
    }

    private static Stream<Class<?>> inside(Type type) {
        return switch (type) {
            case Class<?> plain when plain.isRecord() -> Stream.of(plain);
            case ParameterizedType many
            when Collection.class.isAssignableFrom((Class<?>) many.getRawType()) ->
                inside(many.getActualTypeArguments()[0]);
            default -> Stream.empty();
        };
    }

    private static String snakeCase(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
