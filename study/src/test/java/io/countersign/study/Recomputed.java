package io.countersign.study;

import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The figures of a report once more, straight from their definitions and sharing no code with the study. */
final class Recomputed {
    private Recomputed() {}

    /** A case as a ranking sees it: how sure, and whether the answer is wrong. */
    record Ranked(double score, boolean wrong) {}

    /** The share of the errors among the least sure cases; cases of one score are reviewed in equal parts. */
    static double errorsCaught(List<Ranked> cases, double share) {
        double left = share * cases.size();
        double caught = 0;
        var byScore = new TreeMap<Double, List<Ranked>>();
        cases.forEach(c -> byScore.merge(
                c.score(),
                List.of(c),
                (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList()));
        for (List<Ranked> tied : byScore.values()) {
            double part = Math.min(1, left / tied.size());
            caught += part * tied.stream().filter(Ranked::wrong).count();
            left -= part * tied.size();
        }
        return caught / cases.stream().filter(Ranked::wrong).count();
    }

    /** Right answers altogether when a share is reviewed by somebody who is always right. */
    static double accuracy(List<Ranked> cases, double share) {
        double errors = cases.stream().filter(Ranked::wrong).count();
        return 1 - errors * (1 - errorsCaught(cases, share)) / cases.size();
    }

    /** Fifteen bins of equal size, for cases without equal scores whose number fifteen divides. */
    static double expectedCalibrationError(List<Ranked> cases) {
        List<Ranked> sorted =
                cases.stream().sorted(Comparator.comparingDouble(Ranked::score)).toList();
        int size = sorted.size() / 15;
        double error = 0;
        for (int bin = 0; bin < 15; bin++) {
            List<Ranked> inside = sorted.subList(bin * size, (bin + 1) * size);
            error += Math.abs(gap(inside)) / 15;
        }
        return error;
    }

    /** Accuracy minus mean confidence. */
    static double gap(List<Ranked> cases) {
        return cases.stream()
                .mapToDouble(c -> (c.wrong() ? 0 : 1) - c.score())
                .average()
                .orElseThrow();
    }
}
