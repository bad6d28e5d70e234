package io.countersign.statistics.errormodel;

import io.countersign.statistics.boosting.BoostedTrees;
import io.countersign.statistics.boosting.Logistic;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Predicts, from what is known when a case is routed, the probability that the model's answer is wrong. Immutable, safe
 * to share between threads, the same on every machine.
 */
public final class ErrorModel {

    private final SignalEncoding encoding;
    private final ConfidenceBase base;
    private final BoostedTrees trees;

    ErrorModel(SignalEncoding encoding, ConfidenceBase base, BoostedTrees trees) {
        this.encoding = encoding;
        this.base = base;
        this.trees = trees;
    }

    /** Restores a model from {@link #toBytes}; throws IllegalArgumentException when the bytes are not such a model. */
    public static ErrorModel fromBytes(byte[] bytes) {
        return ErrorModelForm.read(bytes);
    }

    /** The versioned stored form, some ten kilobytes; restoring it gives the same predictions bit for bit. */
    public byte[] toBytes() {
        return ErrorModelForm.write(this);
    }

    /** The probability in 0..1 that the predicted label is wrong. */
    public double errorProbability(Signals signals) {
        return Logistic.probability(logOdds(signals));
    }

    /** The log-odds of {@link #errorProbability}. */
    public double logOdds(Signals signals) {
        return base.logOdds(signals) + trees.logOdds(encoding.encode(signals));
    }

    /** What each signal adds to one prediction: Shapley values of the trees, and the line in confidence they start from. */
    public Explanation explain(Signals signals) {
        double[] parts = trees.contributions(encoding.encode(signals));
        List<String> titles = encoding.titles();
        Stream<Contribution> fromTrees = IntStream.range(0, parts.length)
                .mapToObj(i -> new Contribution(
                        titles.get(i), parts[i] + (isConfidence(titles.get(i)) ? base.contribution(signals) : 0)));
        Stream<Contribution> fromBase = titles.stream().anyMatch(ErrorModel::isConfidence)
                ? Stream.empty()
                : Stream.of(new Contribution("confidence", base.contribution(signals)));
        List<Contribution> strongestFirst = Stream.concat(fromTrees, fromBase)
                .sorted(Comparator.comparingDouble((Contribution c) -> -Math.abs(c.logOdds())))
                .toList();
        return new Explanation(base.intercept() + trees.expectedLogOdds(), strongestFirst, logOdds(signals));
    }

    /** The signals that the model looks at, by name. */
    public List<String> signals() {
        return encoding.titles();
    }

    private static boolean isConfidence(String title) {
        return title.equals("confidence");
    }

    SignalEncoding encoding() {
        return encoding;
    }

    ConfidenceBase base() {
        return base;
    }

    BoostedTrees trees() {
        return trees;
    }
}
