package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.folds.Fold;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A calibration for all cases, with one for each slice below it, and slices below slices, each shrunk to its parent.
 *
 * <p>A slice that saw cases of weight n answers (n × its own value + k × its parent's) / (n + k): with few cases it says
 * what its parent says. A path names the slices from the widest to the narrowest, such as the predicted label, then the
 * source; a path that leaves the known slices gets the value of the last known one. A mixture of rising functions rises,
 * and so do rising functions one after the other, so each slice keeps the order of the raw confidence.
 */
public final class SlicedCalibration {
    private final double shrinkage;
    private final Node root;
    private final Calibration last;

    /**
     * One node.
     *
     * @param own its own calibration
     * @param weight of the cases it saw
     * @param lastShift in log-odds, after the curve for all
     * @param slices the narrower slices
     */
    record Node(Calibration own, double weight, double lastShift, Map<String, Node> slices) {}

    /** With a curve that all slices pass at last, or the identity. */
    SlicedCalibration(double shrinkage, Node root, Calibration last) {
        this.shrinkage = shrinkage;
        this.root = root;
        this.last = last;
    }

    /** The same calibration for every case. */
    public static SlicedCalibration of(Calibration calibration) {
        return new SlicedCalibration(0, new Node(calibration, 0, 0, Map.of()), new IdentityCalibration());
    }

    /**
     * Fits every slice that occurs.
     *
     * @param cases with a confidence in 0..1 as score
     * @param paths the slices of each case, widest first; may be empty and of different lengths
     * @param method how each node is fitted
     * @param shrinkage the weight k of the parent, at least 0; 200 does well on real sets
     * @throws IllegalArgumentException without cases, or if the numbers of cases and paths differ
     */
    public static SlicedCalibration fit(
            ScoredCases cases, List<List<String>> paths, CalibrationMethod method, double shrinkage) {
        if (paths.size() != cases.size() || !(shrinkage >= 0)) {
            throw new IllegalArgumentException(
                    cases.size() + " cases, " + paths.size() + " paths, shrinkage " + shrinkage);
        }
        int[] all = IntStream.range(0, cases.size()).toArray();
        return new SlicedCalibration(shrinkage, node(cases, paths, method, all, 0), new IdentityCalibration());
    }

    /**
     * Fits one logistic curve to all cases, a shift of the log-odds for each slice of each layer, then a free rising curve
     * over what these say together, and a last shift for each slice of the layers beyond the first. A slice gets one shift a
     * layer whatever slices it meets of the others, learnt from all its cases, so a small slice is set right though its
     * crossings with others are tiny. The curve is one for all (a single-index model), and it is learnt from what was said of
     * cases that took no part (stacking, Wolpert 1992): many small slices overstate what they say of their own cases.
     *
     * @param cases with a confidence in 0..1 as score
     * @param paths the slice of each case in each layer; may be of different lengths, then the layers beyond are passed over
     * @param strength the precision of a normal prior on each shift, over 0; as much as four times as many cases of even odds
     *     tell
     * @param folds which cases judge what the others say, each case once for each time that all were cut into folds: several
     *     cuts average out the chance of one. Without any there is neither curve nor last shift, which is better where cases
     *     are few
     * @throws IllegalArgumentException without cases, if the numbers of cases and paths differ, or without a prior
     */
    public static SlicedCalibration fitLayers(
            ScoredCases cases, List<List<String>> paths, double strength, List<Fold> folds) {
        return fitLayers(cases, paths, LayerStrengths.of(strength), folds);
    }

    /**
     * The same with layers that are held back more than others: such as those whose slices are crossings of two earlier ones,
     * which set right what the shifts of the two do not add up to where there are cases enough.
     *
     * @param cases with a confidence in 0..1 as score
     * @param paths the slice of each case in each layer; may be of different lengths, then the layers beyond are passed over
     * @param strengths the prior on the shifts of each layer
     * @param folds which cases judge what the others say, as above
     * @throws IllegalArgumentException without cases, or if the numbers of cases and paths differ
     */
    public static SlicedCalibration fitLayers(
            ScoredCases cases, List<List<String>> paths, LayerStrengths strengths, List<Fold> folds) {
        if (paths.size() != cases.size()) {
            throw new IllegalArgumentException(cases.size() + " cases, " + paths.size() + " paths");
        }
        return LayeredFit.fit(cases, paths, strengths, folds);
    }

    static SortedMap<String, List<Integer>> bySlice(List<List<String>> paths, int[] members, int depth) {
        var bySlice = new HashMap<String, List<Integer>>();
        for (int i : members) {
            if (paths.get(i).size() > depth) {
                bySlice.computeIfAbsent(paths.get(i).get(depth), slice -> new ArrayList<>())
                        .add(i);
            }
        }
        return new TreeMap<>(bySlice);
    }

    private static Node node(
            ScoredCases cases, List<List<String>> paths, CalibrationMethod method, int[] members, int depth) {
        var slices = new LinkedHashMap<String, Node>();
        bySlice(paths, members, depth)
                .forEach((slice, inside) -> slices.put(
                        slice,
                        node(
                                cases,
                                paths,
                                method,
                                inside.stream().mapToInt(Integer::intValue).toArray(),
                                depth + 1)));
        ScoredCases own = cases.at(members);
        return new Node(method.fit(own), own.totalWeight(), 0, Map.copyOf(slices));
    }

    /**
     * The calibrated confidence, 0..1; NaN for NaN.
     *
     * @param confidence the model's raw confidence, 0..1
     * @param path the slices of the case, widest first
     */
    public double apply(double confidence, List<String> path) {
        double value = root.own.apply(confidence);
        Node node = root;
        for (String slice : path) {
            Node narrower = node.slices.get(slice);
            if (narrower == null) {
                break;
            }
            node = narrower;
            double own = node.own.apply(confidence);
            value = (node.weight * own + shrinkage * value) / (node.weight + shrinkage);
        }
        return last instanceof IdentityCalibration ? value : Shift.apply(last.apply(value), node.lastShift);
    }

    double shrinkage() {
        return shrinkage;
    }

    Node root() {
        return root;
    }

    Calibration last() {
        return last;
    }
}
