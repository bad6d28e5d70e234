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
        double wrong = half.wrongPerThousandCases();
        return text(
                "If you automated the surest half: of every 1,000 cases the model alone would answer 500, about %.0f of them"
                        + " rightly and %.0f wrongly (%.0f to %.0f, allowing for chance), and nobody would notice those %.0f."
                        + " People would answer the other 500%s. If the model answered all 1,000 alone, about %.0f would"
                        + " be wrong.",
                500 - wrong,
                wrong,
                500 * half.errorRateLow(),
                500 * half.errorRateHigh(),
                wrong,
                aDay(0.5),
                1000 * (1 - report.modelAccuracy()));
    }

    private List<String> promises() {
        return report.certificates().stream()
                .filter(row -> row.slice().equals("all"))
                .map(row -> row.threshold() == null ? noPromise(row) : promise(row))
                .toList();
    }

    private String promise(Report.CertificateRow row) {
        return text(
                "If at most %s of the automated decisions may be wrong: you may automate the surest %s of the cases. That is a"
                        + " promise with %s confidence (evidence: %,d independent cases or groups of cases, %,d wrong"
                        + " answers). People then answer the other %s%s.",
                percent(row.target()),
                wholePercent(row.automatedShare()),
                wholePercent(row.confidence()),
                row.units(),
                row.errors(),
                wholePercent(1 - row.automatedShare()),
                aDay(1 - row.automatedShare()));
    }

    private String noPromise(Report.CertificateRow row) {
        Report.Automation surest = report.automation().getFirst();
        boolean nearly = surest.errorRate() < row.target();
        return text(
                "If at most %s of the automated decisions may be wrong: you may automate nothing; %s of the surest %s of the"
                        + " cases %s were wrong%s.",
                percent(row.target()),
                nearly ? "though" : "even",
                wholePercent(surest.share()),
                nearly ? "only " + percent(surest.errorRate()) : percent(surest.errorRate()),
                nearly ? text(", these cases do not prove it with %s confidence", wholePercent(row.confidence())) : "");
    }

    private String aDay(double share) {
        Double casesPerDay = report.budget().casesPerDay();
        return casesPerDay == null ? "" : text(", %,.0f a day at the pace of this file", share * casesPerDay);
    }

    private String review() {
        Report.Budget budget = report.budget();
        return text(
                "If people check only the least sure %s: they see %.0f of every 1,000 cases%s, and find %s of the model's"
                        + " errors. Answers are then right in %s instead of %s of the cases, as long as the people"
                        + " are right.",
                wholePercent(budget.reviewShare()),
                1000 * budget.reviewShare(),
                aDay(budget.reviewShare()),
                wholePercent(budget.errorsCaught()),
                percent(budget.accuracy()),
                percent(report.modelAccuracy()));
    }

    private String confidence() {
        double difference = report.meanConfidence() - report.modelAccuracy();
        String tendency = Math.abs(difference) < 0.01
                ? "about as sure of itself as it should be"
                : difference > 0 ? "too sure of itself" : "less sure of itself than it could be";
        Double widest = report.widestGapRaw();
        Double calibrated = report.widestGapCalibrated();
        return text(
                "The model is %s: it claims to be right in %s of the cases and is in %s. Looked at more closely, its claims"
                        + " are %.1f points off on average%s; corrected by what past cases show (calibrated), %.1f%s.",
                tendency,
                percent(report.meanConfidence()),
                percent(report.modelAccuracy()),
                100 * report.eceRaw(),
                widest == null ? "" : text(" and %.1f in the worst part of the cases", 100 * widest),
                100 * report.eceCalibrated(),
                calibrated == null ? "" : text(" and %.1f", 100 * calibrated));
    }

    private String ranking() {
        Report.Contest contest = report.championTest();
        if (report.champion().equals("error_model")) {
            String strongest = report.signals().stream()
                    .limit(3)
                    .map(Report.Signal::inWords)
                    .reduce((a, b) -> a + "; " + b)
                    .orElse("none");
            return text(
                    "Which cases people see is best decided by all that is known of a case: that finds %.1f points more of the"
                            + " errors than the model's confidence alone (at least %.1f). What tells most: %s.",
                    100 * contest.gain(), 100 * contest.low(), strongest);
        }
        return "Looking at more signals than the model's own confidence does not provably find more errors here, so"
                + " its confidence alone decides which cases people see.";
    }

    private List<String> people() {
        Report.Agreement agreement = report.agreement();
        Double combined = report.combinedAccuracy();
        Double majority = report.majorityAccuracy();
        if (agreement == null || combined == null || majority == null) {
            return List.of();
        }
        if (Report.truthIsTheMajority(majority)) {
            return List.of(
                    "The outcomes in this file are what the majority of the people said, so it cannot tell how often people"
                            + " are right, nor whether people and model together are better than the majority.");
        }
        return List.of(text(
                "One person is right in %s of the cases, the majority of several in %s, and people and model together, each"
                        + " weighed by how good it is, in %s.",
                percent(agreement.oneAnnotatorAccuracy()), percent(majority), percent(combined)));
    }

    private List<String> warnings() {
        var warnings = new ArrayList<String>();
        if (report.protocol().kind().equals("forward")) {
            warnings.add(
                    "Take care: the share of errors moves over time here. Promises made from the past may not hold"
                            + " tomorrow; keep auditing automated cases, and withdraw a promise when the audits speak against it.");
        }
        if (report.modelVersions() > 1) {
            warnings.add(text(
                    "Take care: this file holds the predictions of %d models or versions, and what is said of all cases holds for"
                            + " the mix of them. Promises for each of them are in the report.",
                    report.modelVersions()));
        }
        report.fairness().stream()
                .filter(row -> row.gapInterval() != null && row.gapInterval().low() > 0.01)
                .forEach(row -> warnings.add(text(
                        "Take care: the group %s %s gets more wrong answers than alike cases of the largest group.",
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
