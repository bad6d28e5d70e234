package io.countersign.study;

import io.countersign.study.report.Report;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a report as JSON, each component under its name in snake case. */
final class ReportJson {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private ReportJson() {}

    static void write(Path file, Report report, List<String> summary) {
        ObjectNode node = JSON.valueToTree(report);
        node.set("summary", JSON.valueToTree(summary));
        JSON.writeValue(file, node);
    }
}
