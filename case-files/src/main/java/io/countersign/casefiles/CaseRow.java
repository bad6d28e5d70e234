package io.countersign.casefiles;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Turns a row into a {@link Case}. */
final class CaseRow {
    private static final String OPINION = "opinion_";
    private static final String LABEL = "_label";

    private CaseRow() {}

    static Case toCase(Row row) {
        return new Case(
                row.text("case_id"),
                row.instantOrNull("occurred_at"),
                row.textOr("model_id", "model"),
                row.textOr("model_version", "1"),
                row.text("predicted_label"),
                row.share("confidence"),
                collect(row, "p_", row::share),
                opinions(row),
                row.shareOrNull("ensemble_agreement"),
                row.shareOrNull("novelty"),
                row.textOrNull("unit_id"),
                collect(row, "slice_", row::text),
                collect(row, "group_", row::text),
                collect(row, "feature_", row::number),
                row.numberOrNull("value"),
                row.textOrNull("true_label"));
    }

    private static <T> Map<String, T> collect(Row row, String prefix, Function<String, T> value) {
        var found = new LinkedHashMap<String, T>();
        for (String name : row.values().keySet()) {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value.apply(name));
            }
        }
        return Collections.unmodifiableMap(found);
    }

    private static List<Opinion> opinions(Row row) {
        var opinions = new ArrayList<Opinion>();
        for (String column : row.values().keySet()) {
            if (column.startsWith(OPINION) && column.endsWith(LABEL)) {
                String name = column.substring(OPINION.length(), column.length() - LABEL.length());
                opinions.add(new Opinion(name, row.text(column), row.shareOrNull(OPINION + name + "_confidence")));
            }
        }
        return List.copyOf(opinions);
    }
}
