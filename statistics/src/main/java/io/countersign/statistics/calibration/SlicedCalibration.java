package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import java.util.ArrayList;
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
 * so each slice keeps the order of the raw confidence.
 */
public final class SlicedCalibration {
    private final double shrinkage;
    private final Node root;

    /** One node: its own calibration, the weight of the cases it saw, and the narrower slices. */
    record Node(Calibration own, double weight, Map<String, Node> slices) {}

    SlicedCalibration(double shrinkage, Node root) {
        this.shrinkage = shrinkage;
        this.root = root;
    }

    /** The same calibration for every case. */
    public static SlicedCalibration of(Calibration calibration) {
        return new SlicedCalibration(0, new Node(calibration, 0, Map.of()));
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
        return new SlicedCalibration(shrinkage, node(cases, paths, method, all, 0));
    }

    /**
     * Fits all cases by a method, and lets each layer of slices correct what the layers before it say, one correction a
     * slice whatever slices it meets of the other layers. So a correction is learnt from all cases of its slice, and a small
     * slice is set right though its crossings with others are tiny. The last layer has the last word.
     *
     * @param cases with a confidence in 0..1 as score
     * @param paths the slice of each case in each layer; may be of different lengths, then the layers beyond are passed over
     * @param method how all cases together are fitted
     * @param layers how each layer corrects; as many as the longest path
     * @throws IllegalArgumentException without cases, or if the numbers of cases, paths and layers do not match
     */
    public static SlicedCalibration fitLayers(
            ScoredCases cases, List<List<String>> paths, CalibrationMethod method, List<Layer> layers) {
        if (paths.size() != cases.size() || paths.stream().anyMatch(path -> path.size() > layers.size())) {
            throw new IllegalArgumentException(
                    cases.size() + " cases, " + paths.size() + " paths, " + layers.size() + " layers");
        }
        return new SlicedCalibration(0, LayeredFit.fit(cases, paths, method.fit(cases), layers));
    }

    /**
     * How the slices of one layer correct what is known so far.
     *
     * @param strength the precision of a normal prior on a slice's shift in log-odds, over 0; as much as four times as many
     *     cases of even odds tell
     * @param curveFrom a slice of so many cases goes half of the way from its shift to a curve of its own (n / (n + this));
     *     infinite for shifts alone
     */
    public record Layer(double strength, double curveFrom) {

        /** Refuses a prior of no precision. */
        public Layer {
            if (!(strength > 0) || !(curveFrom >= 0)) {
                throw new IllegalArgumentException("strength " + strength + ", curve from " + curveFrom);
            }
        }

        /** Only shifts: for slices that differ in how often the model errs, not in how its confidence means it. */
        public static Layer shifts(double strength) {
            return new Layer(strength, Double.POSITIVE_INFINITY);
        }
    }

    static SortedMap<String, List<Integer>> bySlice(List<List<String>> paths, int[] members, int depth) {
        var bySlice = new TreeMap<String, List<Integer>>();
        for (int i : members) {
            if (paths.get(i).size() > depth) {
                bySlice.computeIfAbsent(paths.get(i).get(depth), slice -> new ArrayList<>())
                        .add(i);
            }
        }
        return bySlice;
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
        return new Node(method.fit(own), own.totalWeight(), Map.copyOf(slices));
    }

    /**
     * The calibrated confidence, 0..1.
     *
     * @param confidence the model's raw confidence, 0..1
     * @param path the slices of the case, widest first
     */
    public double apply(double confidence, List<String> path) {
        double value = root.own.apply(confidence);
        Node node = root;
        for (String slice : path) {
            node = node.slices.get(slice);
            if (node == null) {
                return value;
            }
            double own = node.own.apply(confidence);
            value = (node.weight * own + shrinkage * value) / (node.weight + shrinkage);
        }
        return value;
    }

    double shrinkage() {
        return shrinkage;
    }

    Node root() {
        return root;
    }
}
