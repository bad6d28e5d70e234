package io.countersign.study.html;

import io.countersign.study.report.Report;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What would happen if so much were automated, and what review would find. */
final class DecisionSections {
    private static final List<Double> SHOWN = List.of(0.25, 0.5, 0.75, 0.9, 1.0);

    private DecisionSections() {}

    static String of(Report report) {
        return automation(report) + review(report) + costs(report);
    }

    private static String automation(Report report) {
        Double casesPerDay = report.budget().casesPerDay();
        Table table = Table.of(
                "The model answers alone", "right", "wrong, and nobody notices", "answered by people", "people, a day");
        var bars = new StringBuilder();
        for (Report.Automation step : report.automation()) {
            if (SHOWN.stream().anyMatch(share -> Math.abs(share - step.share()) < 1e-9)) {
                double wrong = step.wrongPerThousandCases();
                double people = 1000 * (1 - step.share());
                bars.append(bar(name(step), 1000 - people - wrong, wrong, people));
                table.row(
                        name(step),
                        Words.count(1000 - people - wrong),
                        Words.count(wrong),
                        Words.count(people),
                        casesPerDay == null ? "–" : Words.count((1 - step.share()) * casesPerDay));
            }
        }
        return """
                <section><h2>If you automated…</h2>
                <p>Picture 1,000 cases. The model answers alone those that it is surest of; people answer the rest. The red part is what
                it would get wrong without anybody noticing.%s</p>
                <div class="bars">
                %s<p class="legend"><span class="entry"><span class="key right"></span>the model is right</span>
                <span class="entry"><span class="key wrong"></span>the model is wrong</span>
                <span class="entry"><span class="key people"></span>people answer</span></p>
                </div>
                <p class="tablename">The same in numbers, of 1,000 cases</p>
                %s%s</section>
                """.formatted(pace(casesPerDay), bars, table.html(), errorRates(report));
    }

    private static String pace(@Nullable Double casesPerDay) {
        return casesPerDay == null
                ? ""
                : " A day brings " + Words.count(casesPerDay) + " cases, those without an outcome included.";
    }

    private static String name(Report.Automation step) {
        return step.share() == 1 ? "everything" : "the surest " + Words.wholePercent(step.share());
    }

    private static String bar(String name, double right, double wrong, double people) {
        return String.format(
                Locale.ROOT, """
                <div class="thousand"><span>%s</span><div role="img" aria-label="of 1,000 cases %.0f right, %.0f wrong, %.0f for people">\
                <i class="right" style="width:%.2f%%"></i><i class="wrong" style="width:%.2f%%"></i><i class="people" style="width:%.2f%%"></i>\
                </div><b>%.0f wrong</b></div>
                """, Words.escape(name), right, wrong, people, right / 10, wrong / 10, people / 10, wrong);
    }

    private static String errorRates(Report report) {
        double worst = report.automation().stream()
                .mapToDouble(Report.Automation::errorRate)
                .max()
                .orElse(0);
        return new LineChart(
                        "Error rate of automated decisions by the share that is automated",
                        "share of cases that is automated, surest first",
                        "automated decisions that are wrong",
                        0,
                        1,
                        0,
                        ceiling(worst))
                .dotted(
                        "wrong among the automated decisions",
                        "best",
                        report.automation().stream()
                                .map(step -> new double[] {step.share(), step.errorRate()})
                                .toList())
                .figure();
    }

    private static String review(Report report) {
        return "<section><h2>What people would find</h2>\n<p>People look first at the cases that are least sure, either by the"
                + " model's own word (raw confidence), by its word corrected by what past cases show (calibrated), or by all that"
                + " is known of a case (error model). “At best” is somebody who knows beforehand where the model errs. Used here: "
                + (report.champion().equals("raw") ? "raw confidence" : "the error model") + ".</p>\n"
                + "<h3>Share of the model's errors that are found</h3>\n" + shares(report.errorsCaught(), null)
                + picture(report) + "<h3>Right answers altogether, when the people are right</h3>\n"
                + shares(report.accuracy(), report.modelAccuracy()) + "</section>\n";
    }

    private static String shares(Map<String, Report.Ranked> figures, @Nullable Double withoutReview) {
        Table table = Table.of("People look at", "raw confidence", "calibrated", "error model", "at best");
        if (withoutReview != null) {
            String all = Words.percent(withoutReview);
            table.row("nothing", all, all, all, all);
        }
        figures.forEach((share, r) -> table.row(
                Words.wholePercent(Double.parseDouble(share)),
                Words.percent(r.raw()),
                Words.percent(r.calibrated()),
                Words.percent(r.errorModel()),
                Words.percent(r.ceiling())));
        return table.html();
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
                .dotted("error model", "best", points(report, Report.Ranked::errorModel))
                .dotted("raw confidence", "raw", points(report, Report.Ranked::raw))
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
                        Words.wholePercent(p.reviewShare()), String.format(Locale.ROOT, "%.3f", p.costPerCase())));
        return ("<section><h2>What it costs</h2>\n<p>Errors and reviews together cost least when people look at %s of the"
                        + " cases.</p>\n%s</section>\n")
                .formatted(Words.wholePercent(costs.cheapest().reviewShare()), table.html());
    }

    private static double ceiling(double rate) {
        return rate < 0.05 ? 0.05 : Math.ceil(rate * 10) / 10;
    }
}
