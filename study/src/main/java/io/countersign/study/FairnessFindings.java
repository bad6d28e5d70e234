package io.countersign.study;

import io.countersign.casefiles.Case;
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
import java.util.stream.Stream;

/** Error and review rates by protected group; alike cases have the same predicted label and a score in the same fifth. */
final class FairnessFindings {
    private static final int BANDS = 5;
    private static final int RESAMPLES = 200;

    private final StudyCases cases;
    private final int[] rows;
    private final Place[] places;

    FairnessFindings(StudyCases cases, HonestScores scores, double[] scoreUsed) {
        this.cases = cases;
        this.rows = scores.rows();
        this.places = Place.of(scoreUsed);
    }

    /**
     * Where a case stands when the least sure come first; cases of one score share their places, whatever their order.
     *
     * @param from share of the cases that come before, in [0, 1)
     * @param to share of the cases that come before or share the place, in (from, 1]
     */
    private record Place(double from, double to) {
        static Place[] of(double[] score) {
            double[] rising = score.clone();
            Arrays.sort(rising);
            double n = score.length;
            var places = new Place[score.length];
            for (int k = 0; k < score.length; k++) {
                places[k] = new Place(first(rising, score[k]) / n, first(rising, Math.nextUp(score[k])) / n);
            }
            return places;
        }

        private static int first(double[] rising, double least) {
            int low = 0;
            int high = rising.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (rising[middle] < least) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        int band() {
            return (int) (BANDS * (from + to) / 2);
        }

        /** How likely it is to be reviewed when a share of all is, and chance decides among equals. */
        double reviewed(double share) {
            return Math.clamp((share - from) / (to - from), 0.0, 1.0);
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
        GroupRates errors = GroupRates.of(errors(name), 0.95, RESAMPLES, seed);
        GroupRates reviews = GroupRates.of(reviews(name, budget), 0.95, RESAMPLES, seed);
        List<GroupGap> gaps = errors.gaps(errors.largest());
        return errors.rates().stream()
                .map(rate -> row(name, rate, reviews, gaps))
                .toList();
    }

    private static Report.FairnessRow row(String name, GroupRate rate, GroupRates reviews, List<GroupGap> gaps) {
        Estimate reviewed = reviews.rates().stream()
                .filter(other -> other.group().equals(rate.group()))
                .map(GroupRate::rate)
                .findFirst()
                .orElseThrow();
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
                range(rate.rate()),
                reviewed.value(),
                range(reviewed),
                gap == null ? null : gap.value(),
                gap == null ? null : range(gap));
    }

    private static Report.Range range(Estimate estimate) {
        return new Report.Range(estimate.low(), estimate.high());
    }

    private List<GroupCase> errors(String name) {
        return IntStream.range(0, rows.length)
                .mapToObj(k -> groupCase(name, k, cases.wrong(rows[k]), 1))
                .toList();
    }

    /** Where chance decides, a case is partly reviewed and partly not. */
    private List<GroupCase> reviews(String name, double budget) {
        return IntStream.range(0, rows.length)
                .boxed()
                .flatMap(k -> {
                    double reviewed = places[k].reviewed(budget);
                    return Stream.of(groupCase(name, k, true, reviewed), groupCase(name, k, false, 1 - reviewed));
                })
                .filter(each -> each.weight() > 0)
                .toList();
    }

    private GroupCase groupCase(String name, int k, boolean event, double weight) {
        Case each = cases.get(rows[k]);
        return new GroupCase(
                each.groups().getOrDefault(name, "(none)"),
                each.predictedLabel() + "/" + places[k].band(),
                event,
                weight,
                each.unit());
    }
}
