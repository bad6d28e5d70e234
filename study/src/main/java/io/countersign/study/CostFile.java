package io.countersign.study;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * What wrong answers and reviews cost, read from a CSV with the columns {@code true_label, predicted_label, cost}; {@code *}
 * stands for any label, and the row whose {@code true_label} is {@code review} gives the cost of one review.
 */
final class CostFile {
    private static final String ANY = "*";

    private final Map<String, Double> costs = new HashMap<>();
    private double reviewCost = Double.NaN;

    private CostFile() {}

    static CostFile read(Path file) {
        var costs = new CostFile();
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8);
                CSVParser parser = format.parse(reader)) {
            for (CSVRecord row : parser) {
                costs.add(file, parser.getCurrentLineNumber(), row);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new StudyException(file + ": cannot be read as costs: " + e.getMessage());
        }
        if (Double.isNaN(costs.reviewCost)) {
            throw new StudyException(file + ": no row whose true_label is 'review' says what one review costs");
        }
        return costs;
    }

    private void add(Path file, long line, CSVRecord row) {
        double cost;
        try {
            cost = Double.parseDouble(row.get("cost").strip());
        } catch (NumberFormatException e) {
            throw new StudyException(
                    "%s, line %d, column cost: '%s' is not a number".formatted(file, line, row.get("cost")));
        }
        if (!(cost >= 0) || Double.isInfinite(cost)) {
            throw new StudyException("%s, line %d, column cost: must be 0 or more".formatted(file, line));
        }
        if (row.get("true_label").equals("review")) {
            reviewCost = cost;
        } else {
            costs.put(key(row.get("true_label"), row.get("predicted_label")), cost);
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
