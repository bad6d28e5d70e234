package io.countersign.study.html;

import io.countersign.study.report.Report;

/** How far people agree, and whether groups are treated alike. */
final class PeopleSections {
    private static final int MOST_PEOPLE = 20;

    private PeopleSections() {}

    static String of(Report report) {
        return agreement(report) + fairness(report);
    }

    private static String agreement(Report report) {
        Report.Agreement people = report.agreement();
        Double combined = report.combinedAccuracy();
        Double majority = report.majorityAccuracy();
        if (people == null || combined == null || majority == null) {
            return "";
        }
        Double alpha = people.krippendorffAlpha();
        boolean circular = Report.truthIsTheMajority(majority);
        Table how = Table.of("Who answers", circular ? "agrees with the outcome" : "right")
                .row("the model, on the cases with labels", Words.percentOrDash(people.modelAccuracy()))
                .row("one person", Words.percent(people.oneAnnotatorAccuracy()));
        if (!circular) {
            how.row("most of the people", Words.percent(majority))
                    .row("people and model, each weighed by how good they are", Words.percent(combined));
        }
        Table each = Table.of(
                "Person",
                "labels",
                "right, as the labels of all and the model's calibrated answers suggest",
                circular ? "agrees with the outcome" : "right, by the outcome");
        people.people().stream()
                .limit(MOST_PEOPLE)
                .forEach(p -> each.row(
                        p.annotator(),
                        Words.count(p.labels()),
                        Words.percent(p.estimatedAccuracy()),
                        Words.percent(p.measuredAccuracy())));
        String agreement = alpha == null
                ? ""
                : "<p>How far people agree beyond chance: %.2f (1 is always, 0 is chance; Krippendorff's alpha).</p>\n"
                        .formatted(alpha);
        String warning = circular
                ? "<p>The outcomes in this file are what most of the people said. So people are judged here by their own votes,"
                        + " which flatters them, and nothing tells whether weighing people and model is better than counting"
                        + " votes.</p>\n"
                : "";
        return "<section><h2>How far people can be relied on</h2>\n" + warning + agreement + how.html() + each.html()
                + "</section>\n";
    }

    private static String fairness(Report report) {
        if (report.fairness().isEmpty()) {
            return "";
        }
        Table table = Table.of("Group", "cases", "wrong", "sent to people", "more wrong than alike others, points");
        report.fairness()
                .forEach(row -> table.row(
                        row.attribute() + " " + row.group(),
                        Words.count(row.cases()),
                        Words.percent(row.errorRate()),
                        Words.percent(row.reviewRate()),
                        gap(row)));
        return "<section><h2>Are groups treated alike?</h2>\n<p>Groups play no part in any score. Alike cases have the"
                + " same answer of the model and about the same score.</p>\n" + table.html() + "</section>\n";
    }

    private static String gap(Report.FairnessRow row) {
        Double gap = row.gap();
        Report.Range interval = row.gapInterval();
        return gap == null || interval == null
                ? "–"
                : "%s (%s to %s)"
                        .formatted(Words.points(gap), Words.points(interval.low()), Words.points(interval.high()));
    }
}
