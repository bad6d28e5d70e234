package io.countersign.statistics.agreement;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the labels of several people say together: a probability by item, how each rater errs, and whom to ask next. */
public final class CombinedLabels {

    private final Ratings ratings;
    private final double[][] beliefs;
    private final double[] shares;
    private final RaterErrors errors;

    CombinedLabels(Ratings ratings, double[][] beliefs, double[] shares, RaterErrors errors) {
        this.ratings = ratings;
        this.beliefs = beliefs;
        this.shares = shares;
        this.errors = errors;
    }

    /** The probability of each label for an item, in the order of the ratings' labels; sums to 1. */
    public double[] probabilities(int item) {
        return beliefs[item].clone();
    }

    /** The likeliest label of an item. */
    public String label(int item) {
        return ratings.labels().get(likeliest(beliefs[item]));
    }

    /** The probability that {@link #label} is right, 0..1. */
    public double certainty(int item) {
        return beliefs[item][likeliest(beliefs[item])];
    }

    /** The estimated share of each label among the items; sums to 1. */
    public double[] labelShares() {
        return shares.clone();
    }

    /** The estimated share of right labels of a rater, 0..1. */
    public double accuracy(int rater) {
        return errors.accuracy(rater);
    }

    /** The estimated probability that a rater says {@code label} of an item whose true label is {@code truth}. */
    public double confusion(int rater, int truth, int label) {
        return errors.probability(rater, truth, label);
    }

    /**
     * The rater whose label of an item would raise the expected {@link #certainty} most, if any raises it.
     *
     * @param candidates the raters who could be asked; those who have already labelled the item are passed over
     */
    public Optional<Question> whomToAsk(int item, List<Integer> candidates) {
        return candidates.stream()
                .filter(rater -> !hasLabelled(rater, item))
                .map(rater -> new Question(item, rater, expectedCertainty(item, rater) - certainty(item)))
                .filter(question -> question.gain() > 1e-12)
                .max(Comparator.comparingDouble(Question::gain));
    }

    /**
     * The questions worth asking first: at most one an item, the largest expected gain first. The weight of an item plays no
     * part in that: it says how many items this one stands for, and each of them would be a question of its own.
     *
     * @param most how many at most
     */
    public List<Question> nextQuestions(List<Integer> candidates, int most) {
        return IntStream.range(0, beliefs.length)
                .mapToObj(item -> whomToAsk(item, candidates))
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingDouble((Question question) -> -question.gain()))
                .limit(most)
                .toList();
    }

    private double expectedCertainty(int item, int rater) {
        double expected = 0;
        for (int said = 0; said < shares.length; said++) {
            double largest = 0;
            for (int truth = 0; truth < shares.length; truth++) {
                largest = Math.max(largest, beliefs[item][truth] * errors.probability(rater, truth, said));
            }
            expected += largest;
        }
        return expected;
    }

    private boolean hasLabelled(int rater, int item) {
        return IntStream.range(ratings.first(item), ratings.first(item + 1)).anyMatch(i -> ratings.rater(i) == rater);
    }

    private static int likeliest(double[] belief) {
        int best = 0;
        for (int label = 1; label < belief.length; label++) {
            best = belief[label] > belief[best] ? label : best;
        }
        return best;
    }

    static double[] normalised(double[] logs) {
        double largest = Arrays.stream(logs).max().orElse(0);
        double[] weights =
                Arrays.stream(logs).map(log -> Math.exp(log - largest)).toArray();
        double sum = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }
}
