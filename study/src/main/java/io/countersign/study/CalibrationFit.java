package io.countersign.study;

import io.countersign.statistics.boosting.Logistic;
import io.countersign.statistics.calibration.IdentityCalibration;
import io.countersign.statistics.calibration.LayerStrengths;
import io.countersign.statistics.calibration.SlicedCalibration;
import io.countersign.statistics.folds.Fold;
import io.countersign.statistics.folds.Folds;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Fits the calibration of a study: a line for all cases, a shift for each answer of the model, each slice and each
 * answer within a slice, and a free curve over what these say together ({@link SlicedCalibration#fitLayers}). With fewer cases
 * answers within slices are left out and the curve may be, and answers and slices are held back more or less (Niculescu-Mizil
 * and Caruana 2005: free curves follow noise in small samples); whichever has the smallest held-out log-loss inside the cases
 * learnt from is taken.
 *
 * <p>With fewer cases raw confidence is the champion that this must beat: it stays unless the held-out loss is smaller by
 * more than one standard error, for the best of several by chance is no reason to give up what is known.
 */
final class CalibrationFit {
    private static final int PARTS = 4;
    /** With this many cases a free curve follows no noise. */
    private static final int PLENTY = 2_000;

    private static final int CURVE_FOLDS = 10;
    /** The cases are cut into folds anew so many times: a curve learnt from one cut follows the chance of that cut. */
    private static final int CUTS = 3;

    private static final double LOOSE = 2;
    /** Answers within slices are held back so many times as much: two shifts that add up say most of them. */
    private static final double CROSSED = 5;

    private static final double MARGIN = 1e-4;
    private static final SlicedCalibration RAW = SlicedCalibration.of(new IdentityCalibration());

    private final StudyCases cases;
    private final int[] train;
    private final long seed;
    private final List<Fold> heldOut;

    private CalibrationFit(StudyCases cases, int[] train, boolean stream, long seed) {
        this.cases = cases;
        this.train = train;
        this.seed = seed;
        List<String> units =
                Arrays.stream(train).mapToObj(i -> cases.get(i).unit()).toList();
        this.heldOut = stream ? latest(Folds.forwardInTime(units, PARTS)) : Folds.byUnit(units, PARTS, seed);
    }

    private static List<Fold> latest(List<Fold> folds) {
        return folds.isEmpty() ? folds : List.of(folds.getLast());
    }

    /** How strongly shifts are held back, and whether a free curve follows them. */
    private record Choice(double strength, boolean curve) {
        static List<Choice> among() {
            return Stream.of(LOOSE, 10.0, 50.0)
                    .flatMap(strength -> Stream.of(new Choice(strength, false), new Choice(strength, true)))
                    .toList();
        }
    }

    /** A choice and its log-loss on each held-out case. */
    private record Judged(Choice choice, double[] loss) {
        double mean() {
            return Arrays.stream(loss).average().orElse(Double.POSITIVE_INFINITY);
        }
    }

    /**
     * Fits to some cases.
     *
     * @param train the rows learnt from
     * @param stream whether the past must not be judged by what was learnt from the future
     */
    static SlicedCalibration of(StudyCases cases, int[] train, boolean stream, long seed) {
        return new CalibrationFit(cases, train, stream, seed).fit();
    }

    private SlicedCalibration fit() {
        int[] judgedBy = heldOut.stream()
                .flatMapToInt(fold -> Arrays.stream(fold.test()))
                .toArray();
        if (heldOut.stream().anyMatch(fold -> fold.train().length == 0) || judgedBy.length == 0) {
            return RAW;
        }
        if (train.length >= PLENTY) {
            return by(new Choice(LOOSE, true), train);
        }
        Judged best = Choice.among().stream()
                .map(choice -> new Judged(choice, losses(choice)))
                .min(Comparator.comparingDouble(Judged::mean))
                .orElseThrow();
        return plainlyBetter(best.loss(), judgedBy) ? by(best.choice(), train) : RAW;
    }

    /** Whether the mean loss is smaller than that of raw confidence by more than its standard error, counting units. */
    private boolean plainlyBetter(double[] loss, int[] judgedBy) {
        double[] gain = IntStream.range(0, loss.length)
                .mapToDouble(j -> loss(cases.get(train[judgedBy[j]]).confidence(), train[judgedBy[j]]) - loss[j])
                .toArray();
        double mean = Arrays.stream(gain).average().orElse(0);
        var byUnit = new HashMap<String, Double>();
        for (int j = 0; j < gain.length; j++) {
            byUnit.merge(cases.get(train[judgedBy[j]]).unit(), gain[j] - mean, Double::sum);
        }
        double squares = byUnit.values().stream().mapToDouble(sum -> sum * sum).sum();
        return mean > Math.sqrt(squares) / gain.length;
    }

    private double[] losses(Choice choice) {
        return heldOut.stream()
                .flatMapToDouble(fold -> {
                    SlicedCalibration fitted = by(
                            choice,
                            Arrays.stream(fold.train()).map(k -> train[k]).toArray());
                    return Arrays.stream(fold.test())
                            .map(k -> train[k])
                            .mapToDouble(i -> loss(fitted.apply(cases.get(i).confidence(), cases.path(i)), i));
                })
                .toArray();
    }

    private double loss(double right, int i) {
        double z = Logistic.logOdds(right, MARGIN);
        return -StrictMath.log(Logistic.probability(cases.wrong(i) ? -z : z));
    }

    private SlicedCalibration by(Choice choice, int[] rows) {
        // Few cases tell too little of an answer within a slice.
        boolean crossed = rows.length >= PLENTY;
        List<List<String>> paths = Arrays.stream(rows)
                .mapToObj(i -> crossed ? cases.path(i) : cases.path(i).subList(0, cases.uncrossed()))
                .toList();
        List<String> units =
                Arrays.stream(rows).mapToObj(i -> cases.get(i).unit()).toList();
        List<Fold> folds = IntStream.range(0, choice.curve() ? CUTS : 0)
                .boxed()
                .flatMap(cut -> Folds.byUnit(units, CURVE_FOLDS, seed + 1_000L * cut).stream())
                // One unit alone has no others to be judged by.
                .filter(fold -> fold.train().length > 0)
                .toList();
        var strengths = new LayerStrengths(choice.strength(), cases.uncrossed(), CROSSED * choice.strength());
        return SlicedCalibration.fitLayers(cases.scored(rows), paths, strengths, folds);
    }
}
