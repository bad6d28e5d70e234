package io.countersign.study;

import io.countersign.statistics.Estimate;
import io.countersign.statistics.fairness.GroupCase;
import io.countersign.statistics.fairness.GroupGap;
import io.countersign.statistics.fairness.GroupRate;
import io.countersign.statistics.fairness.GroupRates;
import io.countersign.study.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Error and review rates by protected group; alike cases have the same predicted label and a score in the same fifth. */
final class FairnessFindings {
    private static final int BANDS = 5;
    private static final int RESAMPLES = 200;

    private final StudyCases cases;
    private final int[] rows;
    private final int[] rank;

    FairnessFindings(StudyCases cases, HonestScores scores, double[] scoreUsed) {
        this.cases = cases;
        this.rows = scores.rows();
        this.rank = new int[rows.length];
        int[] order = IntStream.range(0, rows.length)
                .boxed()
                .sorted((a, b) -> Double.compare(scoreUsed[a], scoreUsed[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int k = 0; k < order.length; k++) {
            rank[order[k]] = k;
        }
    }

    List<Report.FairnessRow> rows(double budget, long seed) {
        var names = new TreeSet<String>();
        Arrays.stream(rows).forEach(i -> names.addAll(cases.get(i).groups().keySet()));
        var found = new ArrayList<Report.FairnessRow>();
        names.forEach(name -> found.addAll(attribute(name, budget, seed)));
        return List.copyOf(found);
    }

    private List<Report.FairnessRow> attribute(String name, double budget, long seed) {
        GroupRates errors = GroupRates.of(cases(name, null), 0.95, RESAMPLES, seed);
        GroupRates reviews = GroupRates.of(cases(name, budget), 0.95, 1, seed);
        List<GroupGap> gaps = errors.gaps(errors.largest());
        return errors.rates().stream()
                .map(rate -> row(name, rate, reviews, gaps))
                .toList();
    }

    private static Report.FairnessRow row(String name, GroupRate rate, GroupRates reviews, List<GroupGap> gaps) {
        double reviewed = reviews.rates().stream()
                .filter(other -> other.group().equals(rate.group()))
                .mapToDouble(other -> other.rate().value())
                .sum();
        Estimate gap = gaps.stream()
                .filter(other -> other.group().equals(rate.group()))
                .map(GroupGap::gap)
                .filter(estimate -> !Double.isNaN(estimate.value()))
                .findFirst()
                .orElse(null);
        return new Report.FairnessRow(
                name,
                rate.group(),
                (int) Math.round(rate.cases()),
                rate.rate().value(),
                new Report.Range(rate.rate().low(), rate.rate().high()),
                reviewed,
                gap == null ? null : gap.value(),
                gap == null ? null : new Report.Range(gap.low(), gap.high()));
    }

    /** The event is an error, or being among the reviewed share. */
    private List<GroupCase> cases(String name, @Nullable Double reviewShare) {
        return IntStream.range(0, rows.length)
                .mapToObj(k -> new GroupCase(
                        cases.get(rows[k]).groups().getOrDefault(name, "(none)"),
                        cases.get(rows[k]).predictedLabel() + "/" + (long) BANDS * rank[k] / rows.length,
                        reviewShare == null ? cases.wrong(rows[k]) : rank[k] < reviewShare * rows.length,
                        1,
                        cases.get(rows[k]).unit()))
                .toList();
    }
}
