package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.calibration.SlicedCalibration.Layer;
import io.countersign.statistics.calibration.SlicedCalibration.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fits layers of slices one after the other, and works out the function of each path that occurs. */
final class LayeredFit {
    private final ScoredCases cases;
    private final List<List<String>> paths;
    /** By path: the function so far. */
    private final Map<List<String>, Calibration> functions = new HashMap<>();

    private final double[] said;

    private LayeredFit(ScoredCases cases, List<List<String>> paths, Calibration all) {
        this.cases = cases;
        this.paths = paths;
        this.said = new double[cases.size()];
        functions.put(List.of(), all);
        Arrays.setAll(said, i -> all.apply(cases.score(i)));
    }

    static Node fit(ScoredCases cases, List<List<String>> paths, Calibration all, List<Layer> layers) {
        var fit = new LayeredFit(cases, paths, all);
        for (int depth = 0; depth < layers.size(); depth++) {
            fit.correct(depth, layers.get(depth));
        }
        return fit.node(List.of(), fit.all());
    }

    private int[] all() {
        return IntStream.range(0, cases.size()).toArray();
    }

    private void correct(int depth, Layer layer) {
        for (List<Integer> slice :
                SlicedCalibration.bySlice(paths, all(), depth).values()) {
            int[] rows = rows(slice);
            ScoredCases there = cases.at(rows)
                    .withScores(Arrays.stream(rows).mapToDouble(i -> said[i]).toArray());
            Correction correction = Correction.fit(there, layer);
            for (int i : rows) {
                Calibration function = functions.computeIfAbsent(
                        paths.get(i).subList(0, depth + 1),
                        path -> correction.over(Objects.requireNonNull(functions.get(path.subList(0, depth)))));
                said[i] = function.apply(cases.score(i));
            }
        }
    }

    private Node node(List<String> path, int[] members) {
        var slices = new HashMap<String, Node>();
        SlicedCalibration.bySlice(paths, members, path.size())
                .forEach((slice, inside) -> slices.put(slice, node(longer(path, slice), rows(inside))));
        return new Node(
                Objects.requireNonNull(functions.get(path)), cases.at(members).totalWeight(), Map.copyOf(slices));
    }

    private static List<String> longer(List<String> path, String slice) {
        return Stream.concat(path.stream(), Stream.of(slice)).toList();
    }

    private static int[] rows(List<Integer> inside) {
        return inside.stream().mapToInt(Integer::intValue).toArray();
    }
}
