package io.countersign.study;

import io.countersign.casefiles.HumanLabel;
import io.countersign.statistics.agreement.Agreement;
import io.countersign.statistics.agreement.CombinedLabels;
import io.countersign.statistics.agreement.DawidSkene;
import io.countersign.statistics.agreement.MajorityVote;
import io.countersign.statistics.agreement.Rating;
import io.countersign.statistics.agreement.Ratings;
import io.countersign.statistics.agreement.Scale;
import io.countersign.study.report.Report;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How far people agree on the scored cases, how good each is, and what they and the model say together. */
final class PeopleFindings {
    private final StudyCases cases;
    private final int[] rowOfItem;
    private final Ratings ratings;
    private final CombinedLabels combined;

    private PeopleFindings(StudyCases cases, double[] calibrated, int[] rowOfItem, Ratings ratings, long seed) {
        this.cases = cases;
        this.rowOfItem = rowOfItem;
        this.ratings = ratings;
        this.combined = DawidSkene.combine(ratings, priors(cases, calibrated, rowOfItem, ratings), seed);
    }

    /** Nothing where nobody labelled a scored case. */
    static @Nullable PeopleFindings of(StudyCases cases, HonestScores scores, List<HumanLabel> labels, long seed) {
        Map<String, Integer> position = new HashMap<>();
        for (int k = 0; k < scores.rows().length; k++) {
            position.put(cases.get(scores.rows()[k]).caseId(), k);
        }
        List<Rating> given = labels.stream()
                .filter(label -> position.containsKey(label.caseId()))
                .map(label -> new Rating(label.caseId(), label.annotatorId(), label.label()))
                .toList();
        if (given.isEmpty()) {
            return null;
        }
        var names = new TreeSet<String>();
        given.forEach(rating -> names.add(rating.label()));
        Arrays.stream(scores.rows()).forEach(i -> names.add(cases.get(i).predictedLabel()));
        Ratings ratings = Ratings.of(given, List.copyOf(names));
        int[] at = ratings.items().stream()
                .mapToInt(item -> position.getOrDefault(item, 0))
                .toArray();
        return new PeopleFindings(
                cases,
                Arrays.stream(at).mapToDouble(k -> scores.calibrated()[k]).toArray(),
                Arrays.stream(at).map(k -> scores.rows()[k]).toArray(),
                ratings,
                seed);
    }

    Report.Agreement agreement() {
        int[] given = new int[ratings.raters().size()];
        int[] right = new int[given.length];
        ratings.forEach((item, rater, label) -> {
            given[rater]++;
            right[rater] += ratings.labels().get(label).equals(truth(item)) ? 1 : 0;
        });
        List<Report.Annotator> people = IntStream.range(0, given.length)
                .mapToObj(r -> new Report.Annotator(
                        ratings.raters().get(r), given[r], combined.accuracy(r), right[r] / (double) given[r]))
                .sorted(Comparator.comparingInt(person -> -person.labels()))
                .toList();
        double[] ones = new double[rowOfItem.length];
        Arrays.fill(ones, 1);
        return new Report.Agreement(
                ratings.size(),
                given.length,
                known(Agreement.percent().of(ratings, ones)),
                known(Agreement.krippendorff(Scale.NOMINAL).of(ratings, ones)),
                mean(item -> cases.wrong(rowOfItem[item]) ? 0 : 1),
                Arrays.stream(right).sum() / (double) ratings.size(),
                people);
    }

    /** People and the model's calibrated answer, each weighed by how good they are. */
    double combinedAccuracy() {
        return mean(item -> combined.label(item).equals(truth(item)) ? 1 : 0);
    }

    /** A tie counts in part, as if drawn. */
    double majorityAccuracy() {
        double[][] shares = MajorityVote.shares(ratings);
        return mean(item -> {
            double most = Arrays.stream(shares[item]).max().orElse(1);
            int truth = ratings.labels().indexOf(truth(item));
            long tied =
                    Arrays.stream(shares[item]).filter(share -> share == most).count();
            return truth >= 0 && shares[item][truth] == most ? 1.0 / tied : 0;
        });
    }

    /** What the model's calibrated answer says of each item. */
    private static double[][] priors(StudyCases cases, double[] calibrated, int[] rowOfItem, Ratings ratings) {
        int labels = ratings.labels().size();
        double[][] priors = new double[rowOfItem.length][labels];
        for (int item = 0; item < priors.length; item++) {
            Arrays.fill(priors[item], (1 - calibrated[item]) / Math.max(1, labels - 1));
            priors[item][ratings.labels().indexOf(cases.get(rowOfItem[item]).predictedLabel())] = calibrated[item];
        }
        return priors;
    }

    private String truth(int item) {
        return String.valueOf(cases.get(rowOfItem[item]).trueLabel());
    }

    private double mean(IntToDoubleFunction figure) {
        return IntStream.range(0, rowOfItem.length)
                .mapToDouble(figure)
                .average()
                .orElse(Double.NaN);
    }

    private static @Nullable Double known(double number) {
        return Double.isNaN(number) ? null : number;
    }
}
