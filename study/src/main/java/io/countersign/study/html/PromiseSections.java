package io.countersign.study.html;

import io.countersign.study.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What may be promised, and how cheaply it can be kept in view. */
final class PromiseSections {
    private PromiseSections() {}

    static String of(Report report) {
        return certificates(report) + audits(report);
    }

    private static String certificates(Report report) {
        Table table = Table.of(
                "At most wrong", "of", "may be automated", "where the score is above", "evidence", "wrong in it");
        var targets = new TreeMap<Double, List<Report.CertificateRow>>();
        report.certificates()
                .forEach(row -> targets.computeIfAbsent(row.target(), t -> new ArrayList<>())
                        .add(row));
        targets.forEach((target, rows) -> addRows(table, target, rows));
        String later = report.certificates().stream()
                .filter(row -> row.laterErrorRate() != null)
                .map(row ->
                        "<li>The promise of at most %s, had it been given on the first half, would have seen %s wrong in the second half.</li>"
                                .formatted(Words.percent(row.target()), Words.percent(orZero(row.laterErrorRate()))))
                .collect(Collectors.joining("\n", "<ul>", "</ul>\n"));
        String assumptions = report.certificates().isEmpty()
                ? ""
                : report.certificates().getFirst().assumptions().stream()
                        .map(words -> "<li>" + Words.escape(words) + "</li>")
                        .collect(Collectors.joining("\n", "<ul>", "</ul>\n"));
        double confidence = report.certificates().isEmpty()
                ? 0.95
                : report.certificates().getFirst().confidence();
        return "<section><h2>What may be promised</h2>\n<p>The figures above are what happened, and may have been luck. A promise"
                + " allows for luck: with " + Words.wholePercent(confidence)
                + " confidence, at most so many of the automated decisions are wrong, also in cases to come.</p>\n"
                + table.html() + (later.length() > "<ul></ul>\n".length() ? later : "")
                + "<h3>A promise holds as long as</h3>\n" + assumptions + "</section>\n";
    }

    private static void addRows(Table table, double target, List<Report.CertificateRow> rows) {
        if (rows.stream().allMatch(row -> row.threshold() == null)) {
            table.row(
                    Words.percent(target),
                    rows.size() == 1 ? "all cases" : "all cases, and each part",
                    "nothing",
                    "–",
                    "–",
                    "–");
            return;
        }
        for (Report.CertificateRow row : rows) {
            Double threshold = row.threshold();
            table.row(
                    Words.percent(target),
                    row.slice().equals("all") ? "all cases" : row.slice().replaceFirst("=", " "),
                    threshold == null ? "nothing" : Words.percent(row.automatedShare()),
                    threshold == null ? "–" : String.format(Locale.ROOT, "%.4f", threshold),
                    threshold == null ? "–" : Words.count(row.units()),
                    threshold == null ? "–" : Words.count(row.errors()));
        }
    }

    private static double orZero(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static String audits(Report report) {
        Report.Audits audits = report.audits();
        if (audits == null) {
            return "";
        }
        Table table = Table.of("With " + Words.count(audits.audits()) + " audits", "accuracy known to within, points")
                .row("drawn at random", "± " + Words.size(audits.widthRandom() / 2))
                .row("at random, with the model's scores", "± " + Words.size(audits.widthModelAssisted() / 2))
                .row("more often where errors are likely", "± " + Words.size(audits.widthActive() / 2));
        return "<section><h2>What it takes to keep watching</h2>\n<p>Somebody must look at some automated cases (an audit), or"
                + " nobody notices when the model gets worse. " + worth(audits.labelSaving()) + "</p>\n" + table.html()
                + "</section>\n";
    }

    private static String worth(double saving) {
        return saving >= 1.05
                ? "Audits that are chosen well tell as much as " + String.format(Locale.ROOT, "%.1f", saving)
                        + " times as many that are drawn blindly."
                : "Here choosing audits where errors seem likely tells no more than drawing them at random: the scores do not"
                        + " tell well enough where the errors are.";
    }
}
