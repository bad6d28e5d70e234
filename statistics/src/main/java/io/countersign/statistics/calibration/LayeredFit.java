package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.calibration.SlicedCalibration.Node;
import io.countersign.statistics.folds.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Fits a line, shifts, a curve and shifts again, one after the other: {@link SlicedCalibration#fitLayers}. */
final class LayeredFit {
    private final ScoredCases cases;
    private final List<List<String>> paths;
    private final LayerStrengths strengths;

    private LayeredFit(ScoredCases cases, List<List<String>> paths, LayerStrengths strengths) {
        this.cases = cases;
        this.paths = paths;
        this.strengths = strengths;
    }

    static SlicedCalibration fit(
            ScoredCases cases, List<List<String>> paths, LayerStrengths strengths, List<Fold> folds) {
        return new LayeredFit(cases, paths, strengths).fit(folds);
    }

    private SlicedCalibration fit(List<Fold> folds) {
        PlattCalibration line = PlattCalibration.fit(cases);
        List<Map<String, Double>> before = shifts(cases.withScores(said(line, cases)), paths, 0, strengths);
        if (folds.isEmpty()) {
            return new SlicedCalibration(0, node(line, before, List.of()), new IdentityCalibration());
        }
        int[] unseen =
                folds.stream().flatMapToInt(fold -> Arrays.stream(fold.test())).toArray();
        ScoredCases honest = cases.at(unseen).withScores(scoredByOthers(folds));
        IsotonicCalibration curve = IsotonicCalibration.fitCentred(honest);
        // A case that several cuts judged is still one case against the prior.
        double cuts = (double) unseen.length / cases.size();
        List<Map<String, Double>> after =
                shifts(honest.withScores(said(curve, honest)), pathsOf(unseen), 1, strengths.times(cuts));
        return new SlicedCalibration(0, node(line, before, after), curve);
    }

    private static double[] said(Calibration calibration, ScoredCases cases) {
        return IntStream.range(0, cases.size())
                .mapToDouble(i -> calibration.apply(cases.score(i)))
                .toArray();
    }

    /** What line and shifts that were learnt from the other folds say of each case, fold after fold. */
    private double[] scoredByOthers(List<Fold> folds) {
        return folds.stream()
                .flatMapToDouble(fold -> {
                    int[] train = fold.train();
                    SlicedCalibration others = fit(cases.at(train), pathsOf(train), strengths, List.of());
                    return Arrays.stream(fold.test()).mapToDouble(i -> others.apply(cases.score(i), paths.get(i)));
                })
                .toArray();
    }

    private List<List<String>> pathsOf(int[] rows) {
        return Arrays.stream(rows).mapToObj(paths::get).toList();
    }

    /** By layer the shift of each slice, each layer learnt over the ones before it; none in the layers before the first. */
    private static List<Map<String, Double>> shifts(
            ScoredCases known, List<List<String>> paths, int firstLayer, LayerStrengths strengths) {
        double[] said = said(new IdentityCalibration(), known);
        int[] all = IntStream.range(0, known.size()).toArray();
        var layers = new ArrayList<Map<String, Double>>();
        int depth = paths.stream().mapToInt(List::size).max().orElse(0);
        for (int layer = 0; layer < depth; layer++) {
            var shifts = new HashMap<String, Double>();
            layers.add(shifts);
            if (layer >= firstLayer) {
                double strength = strengths.of(layer);
                SlicedCalibration.bySlice(paths, all, layer).forEach((slice, inside) -> {
                    int[] rows = rows(inside);
                    double[] here =
                            Arrays.stream(rows).mapToDouble(i -> said[i]).toArray();
                    double shift = Shift.fit(known.at(rows).withScores(here), strength);
                    shifts.put(slice, shift);
                    inside.forEach(i -> said[i] = Shift.apply(said[i], shift));
                });
            }
        }
        return layers;
    }

    private Node node(PlattCalibration line, List<Map<String, Double>> before, List<Map<String, Double>> after) {
        int[] all = IntStream.range(0, cases.size()).toArray();
        return node(List.of(), all, line, before, after);
    }

    private Node node(
            List<String> path,
            int[] members,
            PlattCalibration line,
            List<Map<String, Double>> before,
            List<Map<String, Double>> after) {
        var slices = new HashMap<String, Node>();
        SlicedCalibration.bySlice(paths, members, path.size())
                .forEach((slice, inside) -> slices.put(
                        slice,
                        node(
                                Stream.concat(path.stream(), Stream.of(slice)).toList(),
                                rows(inside),
                                line,
                                before,
                                after)));
        var own = new PlattCalibration(line.slope(), line.offset() + along(path, before));
        double weight = Arrays.stream(members).mapToDouble(cases::weight).sum();
        return new Node(own, weight, along(path, after), Map.copyOf(slices));
    }

    private static double along(List<String> path, List<Map<String, Double>> layers) {
        return IntStream.range(0, Math.min(path.size(), layers.size()))
                .mapToDouble(layer -> layers.get(layer).getOrDefault(path.get(layer), 0.0))
                .sum();
    }

    private static int[] rows(List<Integer> inside) {
        return inside.stream().mapToInt(Integer::intValue).toArray();
    }
}
