package io.countersign.statistics.promises;

import io.countersign.statistics.agreement.CombinedLabels;
import io.countersign.statistics.agreement.MajorityVote;
import io.countersign.statistics.agreement.Rating;
import io.countersign.statistics.agreement.Ratings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Labels of several people with the true answers.
 *
 * @param truth the true label of each rated item
 */
record Crowd(Ratings ratings, Map<String, String> truth) {

    /** One of the published sets in {@code crowds/cases.csv.gz} and {@code crowds/labels.csv.gz}; items with truth only. */
    static Crowd published(String dataset) {
        Path folder = RealCases.folder().resolve("crowds");
        Map<String, String> truth = rows(folder.resolve("cases.csv.gz"), dataset).stream()
                .collect(Collectors.toMap(row -> row[1], row -> row[2]));
        List<Rating> given = rows(folder.resolve("labels.csv.gz"), dataset).stream()
                .filter(row -> truth.containsKey(row[1]))
                .map(row -> new Rating(row[1], row[2], row[3]))
                .toList();
        return new Crowd(Ratings.of(given), truth);
    }

    private static List<String[]> rows(Path file, String dataset) {
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.split(",", -1))
                    .filter(row -> row[0].equals(dataset))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Share of the items whose likeliest label is true. */
    double accuracy(CombinedLabels combined) {
        return mean(item -> combined.label(item).equals(truth(item)) ? 1 : 0);
    }

    /** Share of the items whose most frequent label is true; a tie counts in part, as if drawn. */
    double majority() {
        double[][] shares = MajorityVote.shares(ratings);
        return mean(item -> {
            double most = Arrays.stream(shares[item]).max().orElse(1);
            int right = ratings.labels().indexOf(truth(item));
            long tied =
                    Arrays.stream(shares[item]).filter(share -> share == most).count();
            return right >= 0 && shares[item][right] == most ? 1.0 / tied : 0;
        });
    }

    private String truth(int item) {
        return truth.getOrDefault(ratings.items().get(item), "");
    }

    private double mean(IntToDoubleFunction figure) {
        return IntStream.range(0, ratings.items().size())
                .mapToDouble(figure)
                .average()
                .orElseThrow();
    }
}
