package io.countersign.study.html;

import io.countersign.study.report.Report;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What would happen if so much were automated, and what review would find. */
final class DecisionSections {
    private static final List<Double> SHOWN = List.of(0.25, 0.5, 0.75, 0.9, 1.0);

    private DecisionSections() {}

    static String of(Report report) {
        return automation(report) + review(report) + costs(report);
    }

    private static String automation(Report report) {
        Table table = Table.of(
                "Automate", "Wrong per 1,000 automated", "Wrong per 1,000 cases", "Left for people, per 1,000");
        double worst = 0.01;
        for (Report.Automation step : report.automation()) {
            worst = Math.max(worst, step.errorRate());
            if (SHOWN.stream().anyMatch(share -> Math.abs(share - step.share()) < 1e-9)) {
                table.row(
                        step.share() == 1 ? "everything" : "the surest " + Words.wholePercent(step.share()),
                        Words.count(step.wrongPerThousandAutomated()),
                        Words.count(step.wrongPerThousandCases()),
                        Words.count(1000 * (1 - step.share())));
            }
        }
        String picture = new LineChart(
                        "Error rate of automated decisions by the share that is automated",
                        "share of cases that is automated, surest first",
                        "automated decisions that are wrong",
                        0,
                        1,
                        0,
                        ceiling(worst))
                .dotted(
                        "error rate of the automated decisions",
                        "best",
                        report.automation().stream()
                                .map(step -> new double[] {step.share(), step.errorRate()})
                                .toList())
                .figure();
        return "<section><h2>If you automated…</h2>\n<p>The surest cases are answered by the model alone; people answer the"
                + " rest. These are the errors that nobody would look at.</p>\n" + table.html() + picture
                + "</section>\n";
    }

    private static String review(Report report) {
        Table caught = Table.of("People look at", "by raw confidence", "calibrated", "by the error model", "at best");
        Table accuracy = Table.of("People look at", "by raw confidence", "calibrated", "by the error model", "at best");
        report.errorsCaught()
                .forEach((share, r) -> caught.row(
                        Words.wholePercent(Double.parseDouble(share)),
                        Words.percent(r.raw()),
                        Words.percent(r.calibrated()),
                        Words.percent(r.errorModel()),
                        Words.percent(r.ceiling())));
        accuracy.row(
                "nothing",
                Words.percent(report.modelAccuracy()),
                Words.percent(report.modelAccuracy()),
                Words.percent(report.modelAccuracy()),
                Words.percent(report.modelAccuracy()));
        report.accuracy()
                .forEach((share, r) -> accuracy.row(
                        Words.wholePercent(Double.parseDouble(share)),
                        Words.percent(r.raw()),
                        Words.percent(r.calibrated()),
                        Words.percent(r.errorModel()),
                        Words.percent(r.ceiling())));
        return "<section><h2>What people would find</h2>\n<p>People look first at the cases the model is least sure of. The"
                + " error model looks at everything known about a case, not only at the model's own confidence.</p>\n"
                + "<h3>Share of the model's errors that are found</h3>\n" + caught.html() + picture(report)
                + "<h3>Right answers altogether, when the people are right</h3>\n" + accuracy.html() + "</section>\n";
    }

    private static String picture(Report report) {
        return new LineChart(
                        "Share of errors found by share of cases that people look at",
                        "share of cases that people look at",
                        "errors found",
                        0,
                        0.2,
                        0,
                        1)
                .dotted("raw confidence", "raw", points(report, Report.Ranked::raw))
                .dotted("error model", "best", points(report, Report.Ranked::errorModel))
                .curve("at best", "top", points(report, Report.Ranked::ceiling))
                .figure();
    }

    private static List<double[]> points(Report report, ToDoubleFunction<Report.Ranked> figure) {
        var points = new java.util.ArrayList<double[]>();
        points.add(new double[] {0, 0});
        report.errorsCaught()
                .forEach((share, ranked) ->
                        points.add(new double[] {Double.parseDouble(share), figure.applyAsDouble(ranked)}));
        return points;
    }

    private static String costs(Report report) {
        Report.Costs costs = report.costs();
        if (costs == null) {
            return "";
        }
        Table table = Table.of("People look at", "cost per case");
        costs.points().stream()
                .filter(p -> Math.round(p.reviewShare() * 20) % 2 == 0)
                .forEach(p -> table.row(
                        Words.wholePercent(p.reviewShare()),
                        String.format(java.util.Locale.ROOT, "%.3f", p.costPerCase())));
        return ("<section><h2>What it costs</h2>\n<p>Errors and reviews together cost least when people look at %s of the"
                        + " cases.</p>\n%s</section>\n")
                .formatted(Words.wholePercent(costs.cheapest().reviewShare()), table.html());
    }

    private static double ceiling(double rate) {
        return rate < 0.05 ? 0.05 : Math.ceil(rate * 10) / 10;
    }
}
