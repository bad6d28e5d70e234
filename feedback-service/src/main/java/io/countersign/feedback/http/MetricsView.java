package io.countersign.feedback.http;

import io.countersign.feedback.ReportMetrics.Report;
import io.countersign.feedback.metrics.Accuracy;
import io.countersign.feedback.metrics.GroupMetrics;
import io.countersign.feedback.metrics.GroupSums;
import io.countersign.feedback.metrics.RefusalCount;
import io.countersign.feedback.metrics.Window;
import io.countersign.statistics.Interval;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Metrics of a window as JSON. docs/metrics.md says what each field is. */
record MetricsView(Instant from, Instant to, String groupBy, List<GroupView> groups, List<RefusalCount> refusals) {

    static MetricsView of(Window window, String groupBy, Report report) {
        return new MetricsView(
                window.from(),
                window.to(),
                groupBy,
                report.groups().stream().map(GroupView::of).toList(),
                report.refusals());
    }

    record GroupView(
            String group,
            long cases,
            LanesView lanes,
            long audited,
            long reviewed,
            @Nullable Double automationRate,
            @Nullable Double reviewRate,
            @Nullable Double auditRate,
            @Nullable Double escalationRate,
            @Nullable OverrideView override,
            AccuraciesView accuracy,
            @Nullable Double calibrationError,
            SpreadView queueMillis,
            SpreadView decideMillis) {

        static GroupView of(GroupMetrics metrics) {
            var sums = metrics.sums();
            return new GroupView(
                    sums.group(),
                    sums.routed(),
                    new LanesView(sums.automatic(), sums.provisional(), sums.review(), sums.expert()),
                    sums.audited(),
                    sums.reviewed(),
                    number(metrics.automationRate()),
                    number(metrics.reviewRate()),
                    number(metrics.auditRate()),
                    number(metrics.escalationRate()),
                    OverrideView.of(metrics),
                    AccuraciesView.of(metrics),
                    number(metrics.calibrationError()),
                    SpreadView.of(sums.queueMillis()),
                    SpreadView.of(sums.decideMillis()));
        }
    }

    record LanesView(long automatic, long provisional, long review, long expert) {}

    record SpreadView(@Nullable Double median, @Nullable Double p90) {

        static SpreadView of(GroupSums.Spread spread) {
            return new SpreadView(spread.median(), spread.p90());
        }
    }

    record OverrideView(
            @Nullable Double rate, double low, double high, double confidence, long overrides, long verdicts) {

        static @Nullable OverrideView of(GroupMetrics metrics) {
            long verdicts = metrics.sums().agrees() + metrics.sums().overrides();
            return metrics.overrideInterval()
                    .map((Interval interval) -> new OverrideView(
                            number(metrics.overrideRate()),
                            interval.low(),
                            interval.high(),
                            Accuracy.LEVEL,
                            metrics.sums().overrides(),
                            verdicts))
                    .orElse(null);
        }
    }

    record AccuraciesView(
            @Nullable AccuracyView automated,
            @Nullable AccuracyView reviewed,
            @Nullable AccuracyView altogether,
            @Nullable AccuracyView model,
            @Nullable Double gained) {

        static AccuraciesView of(GroupMetrics metrics) {
            return new AccuraciesView(
                    AccuracyView.of(metrics.automated()),
                    AccuracyView.of(metrics.reviewed()),
                    AccuracyView.of(metrics.altogether()),
                    AccuracyView.of(metrics.model()),
                    number(metrics.gained()));
        }
    }

    record AccuracyView(double value, double low, double high, double confidence, long known, long population) {

        static @Nullable AccuracyView of(Optional<Accuracy> accuracy) {
            return accuracy.map(found -> new AccuracyView(
                            found.value(),
                            found.interval().low(),
                            found.interval().high(),
                            Accuracy.LEVEL,
                            found.known(),
                            found.population()))
                    .orElse(null);
        }
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }
}
