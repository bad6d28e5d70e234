package io.countersign.study.html;

import io.countersign.study.report.Report;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How far the model's confidence can be taken at its word, and what tells where it errs. */
final class ConfidenceSections {
    private static final int MOST_ROWS = 12;

    private ConfidenceSections() {}

    static String of(Report report) {
        return reliability(report) + slices(report) + signals(report);
    }

    private static String reliability(Report report) {
        double low = Math.min(lowest(report.reliabilityRaw()), lowest(report.reliabilityCalibrated()));
        double from = Math.floor(Math.max(0, low - 0.02) * 10) / 10;
        String picture = new LineChart(
                        "How often the model is right, by how sure it says it is",
                        "how sure the model says it is",
                        "how often it is right",
                        from,
                        1,
                        from,
                        1)
                .curve("perfect", "top", List.of(new double[] {from, from}, new double[] {1, 1}))
                .dotted("as the model says", "raw", points(report.reliabilityRaw()))
                .dotted("calibrated", "cal", points(report.reliabilityCalibrated()))
                .ranges(
                        "cal",
                        report.reliabilityCalibrated().stream()
                                .map(bin -> new LineChart.Range(bin.confidence(), bin.low(), bin.high()))
                                .toList())
                .figure();
        Table table = Table.of("", "as the model says", "calibrated")
                .row(
                        "points off, on average (and without what chance adds)",
                        hundred(report.eceRaw(), report.eceRawInterval()),
                        hundred(report.eceCalibrated(), report.eceCalibratedInterval()))
                .row(
                        "the same in the worst part of the cases",
                        hundred(report.widestGapRaw()),
                        hundred(report.widestGapCalibrated()));
        return "<section><h2>Can its confidence be believed?</h2>\n<p>On the dotted line the model is right exactly as often"
                + " as it says. Below it, it is too sure of itself. Calibrated means: corrected by what other past cases"
                + " show. The thin upright lines are how far chance may have moved a point.</p>\n" + picture
                + table.html() + "</section>\n";
    }

    private static String hundred(@Nullable Double value) {
        return value == null ? "–" : String.format(java.util.Locale.ROOT, "%.1f", 100 * value);
    }

    private static String hundred(double value, Report.Range range) {
        return String.format(
                java.util.Locale.ROOT, "%.1f (%.1f to %.1f)", 100 * value, 100 * range.low(), 100 * range.high());
    }

    private static double lowest(List<Report.ReliabilityBin> bins) {
        return bins.stream()
                .mapToDouble(bin -> Math.min(bin.confidence(), bin.accuracy()))
                .min()
                .orElse(0);
    }

    private static List<double[]> points(List<Report.ReliabilityBin> bins) {
        return bins.stream()
                .map(bin -> new double[] {bin.confidence(), bin.accuracy()})
                .toList();
    }

    private static String slices(Report report) {
        Table table = Table.of(
                "Part",
                "cases",
                "right",
                "too unsure (+) or too sure (−), points",
                "calibrated",
                "by chance alone, up to");
        report.slices().stream()
                .sorted(java.util.Comparator.comparingDouble(s -> -Math.abs(s.gapRaw())))
                .limit(MOST_ROWS)
                .forEach(s -> table.row(
                        (s.name().equals("label") ? "answers " : s.name() + " ") + s.slice(),
                        Words.count(s.cases()),
                        Words.percent(s.accuracy()),
                        Words.points(s.gapRaw()),
                        Words.points(s.gapCalibrated()),
                        "±" + Words.size(s.gapByChance())));
        return "<section><h2>Where it is worst</h2>\n<p>Parts of the cases whose confidence is furthest from the truth.</p>\n"
                + table.html() + "</section>\n";
    }

    private static String signals(Report report) {
        double most = report.signals().stream()
                .mapToDouble(Report.Signal::importance)
                .max()
                .orElse(1);
        String bars = report.signals().stream()
                .limit(MOST_ROWS)
                .map(s -> String.format(
                        java.util.Locale.ROOT,
                        "<div class=\"bar\"><span>%s <small>%s</small></span><i style=\"width:%.1f%%\"></i><b>%s</b></div>",
                        Words.escape(s.inWords()),
                        Words.escape(s.signal()),
                        100 * s.importance() / most,
                        Words.wholePercent(s.importance())))
                .collect(Collectors.joining("\n"));
        String verdict = report.champion().equals("error_model")
                ? "Together they find more errors than the model's own confidence does, so they decide here which cases people see."
                : "Together they do not provably find more errors than the model's own confidence does, so that decides here"
                        + " which cases people see.";
        return "<section><h2>What tells where it errs</h2>\n<p>How much each signal moves the error model. " + verdict
                + "</p>\n" + bars + "\n</section>\n";
    }
}
