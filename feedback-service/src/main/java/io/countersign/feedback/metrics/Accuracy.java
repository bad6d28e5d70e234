package io.countersign.feedback.metrics;

import io.countersign.statistics.Interval;
import java.util.List;
import java.util.Optional;

/**
 * An accuracy with an interval that is right although only some cases were looked at.
 *
 * <p>Each part of the cases (the automatic lane; the others) is estimated by itself. Its cases with ground truth stand for
 * themselves. The rest is estimated from those that were drawn, weighted by 1 / propensity (Hájek 1971): the draw knows
 * nothing of the case, so this holds however ground truth came about, also where errors are reported sooner than
 * successes. Where nobody was drawn, ground truth has to stand for all, as if it came at random. The parts are added up
 * by their sizes. The interval is Wilson's (1927) with the number of independent cases that have the same variance; a
 * component's variance is that of Agresti and Coull (1998), so that it is not nought when all were right.
 *
 * @param value the share that was right, 0..1
 * @param interval covers it at {@link #LEVEL}
 * @param known how many cases were looked at
 * @param population how many cases it speaks of
 */
public record Accuracy(double value, Interval interval, long known, long population) {

    /** How often such an interval covers the truth. */
    public static final double LEVEL = 0.95;

    /** The accuracy over all parts; empty where there is no case, or a part of which nothing is known. */
    public static Optional<Accuracy> over(List<Looks> parts) {
        var filled = parts.stream().filter(part -> part.population() > 0).toList();
        long population = filled.stream().mapToLong(Looks::population).sum();
        if (filled.isEmpty() || filled.stream().anyMatch(part -> part.known() == 0)) {
            return Optional.empty();
        }
        var total = filled.stream()
                .map(part -> Component.of(part).times((double) part.population() / population))
                .reduce(Component.NONE, Component::plus);
        long known = filled.stream().mapToLong(Looks::known).sum();
        return Optional.of(new Accuracy(total.share(), total.interval(), known, population));
    }

    /** A part of a sum of shares: its value, its smoothed value, and the variance by the smoothed value. */
    private record Component(double share, double smoothed, double variance) {

        static final Component NONE = new Component(0, 0, 0);

        static Component of(Looks looks) {
            if (looks.drawn() == 0) {
                return ofTruths(looks);
            }
            double truths = (double) looks.truths() / looks.population();
            return looks.truths() == 0
                    ? ofDraws(looks)
                    : ofTruths(looks).times(truths).plus(ofDraws(looks).times(1 - truths));
        }

        private static Component ofTruths(Looks looks) {
            return of((double) looks.truthsRight() / looks.truths(), looks.truths());
        }

        private static Component ofDraws(Looks looks) {
            double independent = looks.weight() * looks.weight() / looks.squares();
            return of(looks.weightRight() / looks.weight(), independent);
        }

        private static Component of(double share, double independent) {
            double smoothed = (share * independent + 2) / (independent + 4);
            return new Component(share, smoothed, smoothed * (1 - smoothed) / independent);
        }

        Component times(double factor) {
            return new Component(factor * share, factor * smoothed, factor * factor * variance);
        }

        Component plus(Component other) {
            return new Component(share + other.share, smoothed + other.smoothed, variance + other.variance);
        }

        Interval interval() {
            return Interval.wilson(Math.clamp(share, 0, 1), smoothed * (1 - smoothed) / variance, LEVEL);
        }
    }
}
