package io.countersign.study;

import io.countersign.statistics.Interval;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.resampling.ShareByUnits;
import io.countersign.statistics.selective.RiskCoverage;
import io.countersign.study.report.Report;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What review of the least sure cases finds, by each way to say who is least sure. */
final class ReviewFindings {
    private static final List<String> SHARES = List.of("0.05", "0.10", "0.15", "0.20");

    private final RiskCoverage raw;
    private final RiskCoverage calibrated;
    private final RiskCoverage errorModel;
    private final RiskCoverage ceiling;
    private final RiskCoverage champion;
    private final double[] championScore;
    private final double[] wrong;

    ReviewFindings(ScoredCases cases, HonestScores scores, double[] championScore) {
        raw = RiskCoverage.of(cases);
        calibrated = RiskCoverage.of(cases.withScores(scores.calibrated()));
        errorModel = RiskCoverage.of(cases.withScores(
                Arrays.stream(scores.errorProbability()).map(p -> 1 - p).toArray()));
        ceiling = RiskCoverage.of(cases.withScores(
                IntStream.range(0, cases.size()).mapToDouble(cases::outcome).toArray()));
        champion = RiskCoverage.of(cases.withScores(championScore));
        this.championScore = championScore;
        wrong = IntStream.range(0, cases.size())
                .mapToDouble(i -> 1 - cases.outcome(i))
                .toArray();
    }

    Map<String, Report.Ranked> errorsCaught() {
        return byShare(share -> curve -> curve.errorsCaught(share));
    }

    /** With a reviewer who is right. */
    Map<String, Report.Ranked> accuracy() {
        return byShare(share -> curve -> curve.combinedAccuracy(share, 1));
    }

    Report.Ranked area() {
        return ranked(RiskCoverage::area);
    }

    /**
     * The surest cases automated, in twenty steps.
     *
     * @param units the independent unit of each case, by which the intervals go
     */
    List<Report.Automation> automation(int[] units) {
        return IntStream.rangeClosed(1, 20)
                .mapToObj(step -> automated(step / 20.0, units))
                .toList();
    }

    private Report.Automation automated(double share, int[] units) {
        double risk = champion.risk(share);
        Interval interval = ShareByUnits.interval(wrong, automatedParts(share), units, 0.95);
        return new Report.Automation(share, risk, interval.low(), interval.high(), 1000 * risk, 1000 * risk * share);
    }

    /** How far each case is among the surest: all, not, or, where cases tie at the edge, in equal parts. */
    private double[] automatedParts(double share) {
        double[] sorted = championScore.clone();
        Arrays.sort(sorted);
        double automated = share * sorted.length;
        double edge = sorted[Math.clamp((int) Math.floor(sorted.length - automated), 0, sorted.length - 1)];
        long above = Arrays.stream(sorted).filter(score -> score > edge).count();
        long tied = Arrays.stream(sorted).filter(score -> score == edge).count();
        return Arrays.stream(championScore)
                .map(score -> score > edge ? 1 : score == edge ? Math.clamp((automated - above) / tied, 0, 1) : 0)
                .toArray();
    }

    Report.Budget budget(double share, @Nullable Double casesPerDay) {
        double threshold = champion.thresholdForBudget(share);
        return new Report.Budget(
                share,
                Math.min(1, threshold),
                champion.errorsCaught(share),
                champion.combinedAccuracy(share, 1),
                casesPerDay,
                casesPerDay == null ? null : casesPerDay * share);
    }

    List<Report.Gain> marginalGains() {
        return champion.marginalGains(0.05).stream()
                .map(g -> new Report.Gain(g.from(), g.to(), g.errorsCaught(), g.accuracy(), g.hitRate()))
                .toList();
    }

    private Map<String, Report.Ranked> byShare(
            java.util.function.DoubleFunction<ToDoubleFunction<RiskCoverage>> figure) {
        var rows = new LinkedHashMap<String, Report.Ranked>();
        SHARES.forEach(share -> rows.put(share, ranked(figure.apply(Double.parseDouble(share)))));
        return rows;
    }

    private Report.Ranked ranked(ToDoubleFunction<RiskCoverage> figure) {
        return new Report.Ranked(
                figure.applyAsDouble(raw),
                figure.applyAsDouble(calibrated),
                figure.applyAsDouble(errorModel),
                figure.applyAsDouble(ceiling));
    }
}
