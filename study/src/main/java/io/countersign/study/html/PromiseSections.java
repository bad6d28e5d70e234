package io.countersign.study.html;

import io.countersign.study.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What may be promised, and how cheaply it can be kept in view. */
final class PromiseSections {
    private PromiseSections() {}

    static String of(Report report) {
        return certificates(report) + audits(report);
    }

    private static String certificates(Report report) {
        if (report.certificates().isEmpty()) {
            return "";
        }
        Report.CertificateRow first = report.certificates().getFirst();
        var targets = new TreeMap<Double, List<Report.CertificateRow>>();
        report.certificates()
                .forEach(row -> targets.computeIfAbsent(row.target(), t -> new ArrayList<>())
                        .add(row));
        var tables = new StringBuilder();
        targets.forEach((target, rows) -> tables.append(table(target, rows)));
        return "<section><h2>What may be promised</h2>\n<p>The figures above are what happened, and may have been luck. A promise"
                + " allows for luck: with " + Words.wholePercent(first.confidence())
                + " confidence, at most so many of the automated decisions are wrong, also in cases to come. That the same cases"
                + " also decided between the model's own confidence and the error model is allowed for.</p>\n"
                + tables
                + later(report) + leftOut(report) + "<h3>A promise holds as long as</h3>\n"
                + list(first.assumptions().stream()
                        .map(words -> words.replace(report.model(), Words.model(report.model()))))
                + "</section>\n";
    }

    private static String table(double target, List<Report.CertificateRow> rows) {
        String title = "<h3>At most " + Words.escape(Words.percent(target)) + " wrong</h3>\n";
        if (rows.stream().allMatch(row -> row.threshold() == null)) {
            return title + "<p>Nothing may be automated under this promise, "
                    + (rows.size() == 1 ? "" : "of all cases or of any part, ")
                    + "as far as these cases prove it.</p>\n";
        }
        Table table =
                Table.of("Of", "may be automated", "if the score is above", "cases that prove it", "wrong in these");
        for (Report.CertificateRow row : rows) {
            Double threshold = row.threshold();
            table.row(
                    row.slice().equals("all") ? "all cases" : row.slice().replaceFirst("=", " "),
                    threshold == null ? "nothing" : Words.percent(row.automatedShare()),
                    above(row),
                    threshold == null ? "–" : Words.count(row.units()),
                    threshold == null ? "–" : Words.count(row.errors()));
        }
        return title + table.html();
    }

    private static String above(Report.CertificateRow row) {
        Double threshold = row.threshold();
        if (threshold == null) {
            return "–";
        }
        return row.automatedShare() == 1 ? "any" : String.format(Locale.ROOT, "%.4f", threshold);
    }

    private static String later(Report report) {
        return list(report.certificates().stream()
                .filter(row -> row.laterErrorRate() != null)
                .map(row ->
                        "The promise of at most %s, had it been given on the first half, would have seen %s wrong in the second half."
                                .formatted(Words.percent(row.target()), Words.percent(orZero(row.laterErrorRate())))));
    }

    private static String leftOut(Report report) {
        String parts = list(report.uncertified().stream()
                .map(part -> "%s: %s".formatted(part.slice().replaceFirst("=", " "), part.reason())));
        return parts.isEmpty() ? "" : "<p>No promise of their own was tried for:</p>\n" + parts;
    }

    private static String list(Stream<String> sentences) {
        String items =
                sentences.map(words -> "<li>" + Words.escape(words) + "</li>").collect(Collectors.joining("\n"));
        return items.isEmpty() ? "" : "<ul>" + items + "</ul>\n";
    }

    private static double orZero(@Nullable Double value) {
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
