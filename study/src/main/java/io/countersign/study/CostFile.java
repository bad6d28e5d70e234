package io.countersign.study;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What wrong answers and reviews cost, read from a CSV with the columns {@code true_label, predicted_label, cost}; {@code *}
 * stands for any label, and the row whose {@code true_label} is {@code review} gives the cost of one review.
 */
final class CostFile {
    private static final List<String> COLUMNS = List.of("true_label", "predicted_label", "cost");
    private static final String ANY = "*";

    private final Map<String, Double> costs = new HashMap<>();
    private double reviewCost = Double.NaN;

    private CostFile() {}

    static CostFile read(Path file) {
        var costs = new CostFile();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = CSVFormat.RFC4180.parse(reader)) {
            costs.readRows(file, parser);
        } catch (UncheckedIOException | IOException e) {
            throw new StudyException(file + ": cannot be read as costs: " + e.getMessage());
        }
        if (Double.isNaN(costs.reviewCost)) {
            throw new StudyException(file + ": no row whose true_label is 'review' says what one review costs");
        }
        return costs;
    }

    private void readRows(Path file, CSVParser parser) {
        Iterator<CSVRecord> rows = parser.iterator();
        List<String> header = List.of();
        long line = 1;
        try {
            for (; rows.hasNext(); line = parser.getCurrentLineNumber() + 1) {
                List<String> values = rows.next().stream().toList();
                if (values.size() == 1 && values.getFirst().isBlank()) {
                    continue;
                }
                if (header.isEmpty()) {
                    header = header(file, line, values);
                } else {
                    add(file, line, row(file, line, header, values));
                }
            }
        } catch (IllegalStateException e) {
            throw new StudyException("%s, line %d: is not CSV: %s".formatted(file, line, e.getMessage()));
        }
    }

    private static List<String> header(Path file, long line, List<String> names) {
        List<String> header =
                names.stream().map(name -> name.replace("\uFEFF", "").strip()).toList();
        for (String column : COLUMNS) {
            if (!header.contains(column)) {
                throw new StudyException("%s, line %d, column %s: is not in the header".formatted(file, line, column));
            }
        }
        return header;
    }

    private static Map<String, String> row(Path file, long line, List<String> header, List<String> values) {
        if (values.size() != header.size()) {
            throw new StudyException("%s, line %d: has %d values, but the header names %d"
                    .formatted(file, line, values.size(), header.size()));
        }
        var row = new HashMap<String, String>();
        for (int i = 0; i < values.size(); i++) {
            row.put(header.get(i), values.get(i));
        }
        return row;
    }

    private void add(Path file, long line, Map<String, String> row) {
        String written = row.getOrDefault("cost", "");
        String trueLabel = row.getOrDefault("true_label", "");
        double cost;
        try {
            cost = Double.parseDouble(written.strip());
        } catch (NumberFormatException e) {
            throw new StudyException("%s, line %d, column cost: '%s' is not a number".formatted(file, line, written));
        }
        if (!(cost >= 0) || Double.isInfinite(cost)) {
            throw new StudyException("%s, line %d, column cost: must be 0 or more".formatted(file, line));
        }
        if (trueLabel.equals("review")) {
            reviewCost = cost;
        } else {
            costs.put(key(trueLabel, row.getOrDefault("predicted_label", "")), cost);
        }
    }

    double review() {
        return reviewCost;
    }

    /** What it costs to answer so; 0 when the answer is right. */
    double error(String trueLabel, String predictedLabel) {
        if (trueLabel.equals(predictedLabel)) {
            return 0;
        }
        for (String key : new String[] {
            key(trueLabel, predictedLabel), key(trueLabel, ANY), key(ANY, predictedLabel), key(ANY, ANY)
        }) {
            Double cost = costs.get(key);
            if (cost != null) {
                return cost;
            }
        }
        return 0;
    }

    private static String key(String trueLabel, String predictedLabel) {
        return trueLabel + "\n" + predictedLabel;
    }
}
