package io.countersign.feedback.http;

import io.countersign.feedback.ReportMetrics;
import io.countersign.feedback.metrics.Grouping;
import io.countersign.feedback.metrics.Window;
import io.swagger.v3.oas.annotations.Operation;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Reports metrics over a window. */
@RestController
class MetricsController {

    private final ReportMetrics metrics;

    MetricsController(ReportMetrics metrics) {
        this.metrics = metrics;
    }

    @Operation(
            summary = "Rates, accuracies with intervals, calibration error and times of the cases routed in a window",
            description =
                    "groupBy: modelVersion, policyVersion, queue, lane, slice:<name>, or nothing for all together.")
    @GetMapping("/v1/metrics")
    Mono<MetricsView> metrics(
            @RequestParam String from, @RequestParam String to, @RequestParam(defaultValue = "") String groupBy) {
        var window = new Window(Parameters.instant("from", from), Parameters.instant("to", to));
        if (!window.from().isBefore(window.to())) {
            throw Parameters.wrong("to", "must be after from");
        }
        var grouping = Grouping.named(Parameters.text("groupBy", groupBy))
                .orElseThrow(() -> Parameters.wrong(
                        "groupBy", "must be modelVersion, policyVersion, queue, lane or slice:<name>"));
        return metrics.report(window, grouping).map(report -> MetricsView.of(window, groupBy, report));
    }
}
