package io.countersign.study;

import io.countersign.study.report.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The report in sentences for somebody who knows nothing of statistics. */
final class Summary {
    private final Report report;

    private Summary(Report report) {
        this.report = report;
    }

    static List<String> of(Report report) {
        var summary = new Summary(report);
        var sentences = new ArrayList<String>();
        sentences.add(summary.model());
        sentences.add(summary.half());
        sentences.addAll(summary.promises());
        sentences.add(summary.review());
        sentences.add(summary.confidence());
        sentences.add(summary.ranking());
        sentences.addAll(summary.people());
        sentences.addAll(summary.warnings());
        return List.copyOf(sentences);
    }

    private String model() {
        return text(
                "The model was right in %s of %,d cases (between %s and %s, allowing for chance).",
                percent(report.modelAccuracy()),
                report.scoredCases(),
                percent(report.modelAccuracyInterval().low()),
                percent(report.modelAccuracyInterval().high()));
    }

    private String half() {
        Report.Automation half = report.automation().stream()
                .min(Comparator.comparingDouble(a -> Math.abs(a.share() - 0.5)))
                .orElseThrow();
        return text(
                "If you automated the surest half, about %.0f of every 1,000 automated decisions would be wrong and nobody"
                        + " would look at them; people would answer the other half. Automating everything, %.0f of every"
                        + " 1,000 would be wrong.",
                half.wrongPerThousandAutomated(), 1000 * (1 - report.modelAccuracy()));
    }

    private List<String> promises() {
        return report.certificates().stream()
                .filter(row -> row.slice().equals("all"))
                .map(row -> row.threshold() == null
                        ? text(
                                "Nothing can be promised at %s wrong: the evidence does not support any share of automation"
                                        + " that keeps it with %s confidence.",
                                percent(row.target()), wholePercent(row.confidence()))
                        : text(
                                "You may automate %s of the cases under the promise that at most %s of the automated"
                                        + " decisions are wrong, with %s confidence, from %,d independent pieces of evidence.",
                                wholePercent(row.automatedShare()),
                                percent(row.target()),
                                wholePercent(row.confidence()),
                                row.units()))
                .toList();
    }

    private String review() {
        Report.Budget budget = report.budget();
        Double reviews = budget.reviewsPerDay();
        String load = reviews == null
                ? text("%.0f of every 1,000 cases", 1000 * budget.reviewShare())
                : text("%,.0f cases a day at the pace of this file", reviews);
        return text(
                "When people look at the %s least sure cases (%s) they find %s of the model's errors, and the answers are"
                        + " right in %s instead of %s of cases, if the people are right.",
                wholePercent(budget.reviewShare()),
                load,
                wholePercent(budget.errorsCaught()),
                percent(budget.accuracy()),
                percent(report.modelAccuracy()));
    }

    private String confidence() {
        double difference = report.meanConfidence() - report.modelAccuracy();
        String tendency = Math.abs(difference) < 0.01
                ? "about as sure as it should be overall"
                : difference > 0 ? "too sure of itself" : "less sure than it could be";
        return text(
                "The model is %s: it claims %s on average. Its confidence is off by %.1f points on average and by %.1f in"
                        + " the worst part of the cases; calibrated, by %.1f and %.1f.",
                tendency,
                percent(report.meanConfidence()),
                100 * report.eceRaw(),
                100 * report.worstSliceGapRaw(),
                100 * report.eceCalibrated(),
                100 * report.worstSliceGapCalibrated());
    }

    private String ranking() {
        Report.Contest contest = report.championTest();
        if (report.champion().equals("error_model")) {
            String strongest = report.signals().stream()
                    .limit(3)
                    .map(Report.Signal::signal)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("none");
            return text(
                    "Looking at all signals finds %.1f points more of the errors than the model's confidence alone (at least"
                            + " %.1f); what tells most: %s.",
                    100 * contest.gain(), 100 * contest.low(), strongest);
        }
        return "Looking at more signals than the model's own confidence does not provably find more errors here, so"
                + " confidence alone decides who looks at what.";
    }

    private List<String> people() {
        Report.Agreement agreement = report.agreement();
        Double combined = report.combinedAccuracy();
        Double majority = report.majorityAccuracy();
        if (agreement == null || combined == null || majority == null) {
            return List.of();
        }
        return List.of(text(
                "One person is right in %s of cases, most of several in %s, and people and model weighed by how good they"
                        + " are in %s.",
                percent(agreement.oneAnnotatorAccuracy()), percent(majority), percent(combined)));
    }

    private List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (report.protocol().kind().equals("forward")) {
            warnings.add(
                    "Take care: the share of errors moves over time here. Promises made from the past may not hold"
                            + " tomorrow; keep auditing automated cases, and withdraw a promise when the audits speak against it.");
        }
        report.fairness().stream()
                .filter(row -> row.gapInterval() != null && row.gapInterval().low() > 0.01)
                .forEach(row -> warnings.add(text(
                        "Take care: %s %s gets more wrong answers than alike cases of others.",
                        row.attribute(), row.group())));
        return warnings;
    }

    private static String percent(double share) {
        return text("%.1f %%", 100 * share);
    }

    private static String wholePercent(double share) {
        return text("%.0f %%", 100 * share);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
