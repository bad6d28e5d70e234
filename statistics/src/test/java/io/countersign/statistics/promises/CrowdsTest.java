package io.countersign.statistics.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.casefiles.Case;
import io.countersign.casefiles.HumanLabel;
import io.countersign.statistics.agreement.DawidSkene;
import io.countersign.statistics.agreement.Rating;
import io.countersign.statistics.agreement.Ratings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Labels of people who err, combined. */
class CrowdsTest {

    /** Crowds of every sort: able and poor, alike and different, few and many labels an item. */
    @ParameterizedTest
    @CsvSource({
        "0.55, 0.95, 5, 2",
        "0.6, 0.9, 3, 2",
        "0.8, 0.8, 3, 2",
        "0.7, 0.7, 5, 2",
        "0.4, 0.9, 5, 4",
        "0.7, 0.9, 2, 4"
    })
    void simulated_crowds_are_never_worse_than_their_majority(double worst, double best, int labelsAnItem, int labels) {
        int repetitions = Math.min(50, Repetitions.orBriefly(2));
        double combined = 0;
        double majority = 0;
        for (int r = 0; r < repetitions; r++) {
            Crowd crowd = simulated(worst, best, labelsAnItem, labels, r);
            combined += crowd.accuracy(DawidSkene.combine(crowd.ratings(), 1)) / repetitions;
            majority += crowd.majority() / repetitions;
        }

        row(
                "simulated, people right in %s to %s, %d labels an item, %d to choose from"
                        .formatted(worst, best, labelsAnItem, labels),
                majority,
                combined);
        // The two differ by some 0.8 points from one crowd to the next: three standard errors are allowed for.
        assertThat(combined).isGreaterThan(majority - 0.003 - 0.024 / Math.sqrt(repetitions));
    }

    /** The least accuracy is the reference less half a point, where Dawid and Skene beat the majority there. */
    @OnRealCases
    @ParameterizedTest
    @CsvSource({
        "bluebird, 89.3",
        "rte, 92.4",
        "web, 80.3",
        "product_er, 93.4",
        "sentiment, 95.5",
        "cf_amt, 84.7",
        "dog, 0",
        "face, 0",
        "sp, 0",
        "sp_amt, 0"
    })
    void published_crowds_are_combined_as_well_as_by_the_best_known(String dataset, double least) {
        Crowd crowd = Crowd.published(dataset);

        double combined = crowd.accuracy(DawidSkene.combine(crowd.ratings(), 1));

        row(dataset, crowd.majority(), combined);
        assertThat(combined).isGreaterThan(crowd.majority() - 0.003);
        assertThat(100 * combined).isGreaterThan(least);
    }

    @OnRealCases
    @ParameterizedTest
    @ValueSource(strings = {"hatecheck", "convabuse"})
    void reviewers_labels_are_combined_no_worse_than_by_their_majority(String set) {
        Crowd crowd = crowd(RealCases.of(set), Integer.MAX_VALUE, 0);

        double combined = crowd.accuracy(DawidSkene.combine(crowd.ratings(), 1));

        row(set + ", all labels", crowd.majority(), combined);
        assertThat(combined).isGreaterThan(crowd.majority() - 0.003);
    }

    @OnRealCases
    @ParameterizedTest
    @CsvSource({"1, 95.5", "2, 96.3"})
    void few_labels_an_item_and_the_model_together_beat_either(int labelsAnItem, double least) {
        RealCases cases = RealCases.of("convabuse");
        int repetitions = Math.min(20, Repetitions.orBriefly(4));
        double combined = 0;
        double majority = 0;
        for (int r = 0; r < repetitions; r++) {
            Crowd crowd = crowd(cases, labelsAnItem, r);
            combined += crowd.accuracy(DawidSkene.combine(crowd.ratings(), priors(cases, crowd.ratings()), 1))
                    / repetitions;
            majority += crowd.majority() / repetitions;
        }

        row("convabuse, %d of 5 labels by chance, and the model".formatted(labelsAnItem), majority, combined);
        assertThat(100 * combined).isGreaterThanOrEqualTo(least);
        assertThat(combined).isGreaterThan(cases.accuracy());
    }

    private static void row(String crowd, double majority, double combined) {
        MeasuredTable.named("crowds", "labels", "majority", "combined")
                .row(crowd, MeasuredTable.percent(majority), MeasuredTable.percent(combined));
    }

    /** So many labels of each case, drawn by chance. */
    private static Crowd crowd(RealCases cases, int labelsAnItem, long seed) {
        Map<String, String> truth =
                cases.cases().stream().collect(Collectors.toMap(Case::caseId, one -> String.valueOf(one.trueLabel())));
        var drawn = new ArrayList<>(cases.labels());
        Collections.shuffle(drawn, new Random(seed));
        var given = new ArrayList<Rating>();
        var counts = new HashMap<String, Integer>();
        for (HumanLabel label : drawn) {
            if (truth.containsKey(label.caseId()) && counts.merge(label.caseId(), 1, Integer::sum) <= labelsAnItem) {
                given.add(new Rating(label.caseId(), label.annotatorId(), label.label()));
            }
        }
        var labels = new TreeSet<String>(truth.values());
        given.forEach(rating -> labels.add(rating.label()));
        cases.cases().forEach(one -> labels.add(one.predictedLabel()));
        return new Crowd(Ratings.of(given, List.copyOf(labels)), truth);
    }

    /** The model's answer with its calibrated confidence; the rest is shared evenly. */
    private static double[][] priors(RealCases cases, Ratings ratings) {
        double[] calibrated = cases.calibratedConfidence();
        int labels = ratings.labels().size();
        double[][] priors = new double[ratings.items().size()][labels];
        var row = new HashMap<String, Integer>();
        for (int i = 0; i < cases.size(); i++) {
            row.put(cases.cases().get(i).caseId(), i);
        }
        for (int item = 0; item < priors.length; item++) {
            int i = row.getOrDefault(ratings.items().get(item), 0);
            Arrays.fill(priors[item], (1 - calibrated[i]) / (labels - 1));
            priors[item][ratings.labels().indexOf(cases.cases().get(i).predictedLabel())] = calibrated[i];
        }
        return priors;
    }

    private static Crowd simulated(double worst, double best, int labelsAnItem, int labels, long seed) {
        var random = new SplittableRandom(seed);
        int people = 25;
        var given = new ArrayList<Rating>();
        var truth = new HashMap<String, String>();
        for (int item = 0; item < 500; item++) {
            int right = random.nextInt(labels);
            truth.put("item-" + item, String.valueOf(right));
            int first = random.nextInt(people);
            for (int k = 0; k < labelsAnItem; k++) {
                int person = (first + 3 * k) % people;
                double able = worst + (best - worst) * person / (people - 1);
                int said = random.nextDouble() < able ? right : (right + 1 + random.nextInt(labels - 1)) % labels;
                given.add(new Rating("item-" + item, "person-" + person, String.valueOf(said)));
            }
        }
        return new Crowd(Ratings.of(given), truth);
    }
}
