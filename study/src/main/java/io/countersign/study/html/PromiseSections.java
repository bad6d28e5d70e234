package io.countersign.study.html;

import io.countersign.study.report.Report;
import java.util.stream.Collectors;

/** What may be promised, and how cheaply it can be kept in view. */
final class PromiseSections {
    private PromiseSections() {}

    static String of(Report report) {
        return certificates(report) + audits(report);
    }

    private static String certificates(Report report) {
        Table table = Table.of("At most wrong", "For", "May be automated", "Sure above", "Evidence: units", "errors");
        for (Report.CertificateRow row : report.certificates()) {
            Double threshold = row.threshold();
            table.row(
                    Words.percent(row.target()),
                    row.slice(),
                    threshold == null ? "nothing" : Words.percent(row.automatedShare()),
                    threshold == null ? "–" : String.format(java.util.Locale.ROOT, "%.4f", threshold),
                    threshold == null ? "–" : Words.count(row.units()),
                    threshold == null ? "–" : Words.count(row.errors()));
        }
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
        return "<section><h2>What may be promised</h2>\n<p>Each line is a promise that would hold with "
                + Words.wholePercent(confidence)
                + " confidence: of the cases above the threshold, at most so many are answered wrongly.</p>\n"
                + table.html() + (later.length() > "<ul></ul>\n".length() ? later : "")
                + "<h3>It holds as long as</h3>\n" + assumptions + "</section>\n";
    }

    private static double orZero(@org.jspecify.annotations.Nullable Double value) {
        return value == null ? 0 : value;
    }

    private static String audits(Report report) {
        Report.Audits audits = report.audits();
        if (audits == null) {
            return "";
        }
        Table table = Table.of("With " + Words.count(audits.audits()) + " audits", "accuracy known to within")
                .row("drawn at random", "± " + Words.percent(audits.widthRandom() / 2))
                .row("at random, with the model's scores", "± " + Words.percent(audits.widthModelAssisted() / 2))
                .row("more often where errors are likely", "± " + Words.percent(audits.widthActive() / 2));
        return "<section><h2>What it takes to keep watching</h2>\n<p>Somebody must look at some automated cases, or nobody"
                + " notices when the model gets worse. Choosing them well tells as much as "
                + String.format(java.util.Locale.ROOT, "%.1f", audits.labelSaving())
                + " times as many drawn blindly.</p>\n" + table.html() + "</section>\n";
    }
}
