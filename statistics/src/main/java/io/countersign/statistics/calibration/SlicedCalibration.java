package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * Fits all cases by a method, and every slice below by a straight line in log-odds over what its parent says, drawn to
     * no change by a normal prior (logistic recalibration, Cox 1958, made hierarchical). It asks for two numbers a slice
     * rather than a curve, so it does better than {@link #fit} where slices are many or small.
     *
     * @param cases with a confidence in 0..1 as score
     * @param paths the slices of each case, widest first; may be empty and of different lengths
     * @param method how all cases together are fitted
     * @param strength the precision of the prior, over 0; as much as four times as many cases of even odds tell
     * @throws IllegalArgumentException without cases, or if the numbers of cases and paths differ
     */
    public static SlicedCalibration fitLines(
            ScoredCases cases, List<List<String>> paths, CalibrationMethod method, double strength) {
        if (paths.size() != cases.size() || !(strength > 0)) {
            throw new IllegalArgumentException(
                    cases.size() + " cases, " + paths.size() + " paths, strength " + strength);
        }
        int[] all = IntStream.range(0, cases.size()).toArray();
        return new SlicedCalibration(0, lines(method.fit(cases), cases, paths, strength, all, 0));
    }

    private static Node lines(
            Calibration own, ScoredCases cases, List<List<String>> paths, double strength, int[] members, int depth) {
        var slices = new LinkedHashMap<String, Node>();
        bySlice(paths, members, depth).forEach((slice, inside) -> {
            int[] rows = inside.stream().mapToInt(Integer::intValue).toArray();
            ScoredCases there = cases.at(rows);
            double[] parents = IntStream.range(0, rows.length)
                    .mapToDouble(k -> own.apply(there.score(k)))
                    .toArray();
            Calibration line =
                    LogOddsLine.fit(there.withScores(parents), strength).over(own);
            slices.put(slice, lines(line, cases, paths, strength, rows, depth + 1));
        });
        return new Node(own, cases.at(members).totalWeight(), Map.copyOf(slices));
    }

    private static TreeMap<String, List<Integer>> bySlice(List<List<String>> paths, int[] members, int depth) {
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
