package io.countersign.feedback.http;

import io.countersign.feedback.ReadTraces;
import io.countersign.feedback.StoredCases.Selection;
import io.countersign.feedback.trace.TraceState;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Shows traces and labels. */
@RestController
class TraceController {

    private static final List<String> LANES = List.of("automatic", "provisional", "review", "expert");
    private static final List<String> STATES =
            Arrays.stream(TraceState.values()).map(TraceState::word).toList();

    private final ReadTraces traces;

    TraceController(ReadTraces traces) {
        this.traces = traces;
    }

    @Operation(summary = "The trace of a case: everything that happened to it, without its content")
    @GetMapping("/v1/traces/{caseId}")
    Mono<TraceView> trace(@PathVariable String caseId) {
        return traces.trace(Parameters.text("caseId", caseId))
                .map(TraceView::of)
                .switchIfEmpty(unknown("No event of this case has arrived"));
    }

    @Operation(
            summary = "Traces in the order of their case ids, page by page",
            description =
                    "With caseId that one case or none, whatever the other parameters say: a case id with a slash, a"
                            + " backslash, a semicolon or a percent sign fits no path.")
    @GetMapping("/v1/traces")
    Mono<TracePage> list(
            @RequestParam(required = false) @Nullable String caseId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) @Nullable String modelVersion,
            @RequestParam(required = false) @Nullable String lane,
            @RequestParam(required = false) @Nullable String state) {
        if (caseId != null) {
            return traces.trace(Parameters.text("caseId", caseId))
                    .map(found -> new TracePage(List.of(TraceView.of(found)), null))
                    .defaultIfEmpty(new TracePage(List.of(), null));
        }
        var selection = new Selection(
                Parameters.caseId(cursor),
                Parameters.limit(limit),
                modelVersion == null ? null : Parameters.text("modelVersion", modelVersion),
                Parameters.word("lane", lane, LANES),
                Parameters.word("state", state, STATES));
        return traces.traces(selection)
                .map(found -> page(found.stream().map(TraceView::of).toList(), limit));
    }

    @Operation(summary = "The label of a case with its weight")
    @GetMapping("/v1/labels/{caseId}")
    Mono<LabelView> label(@PathVariable String caseId) {
        return traces.label(Parameters.text("caseId", caseId))
                .map(LabelView::of)
                .switchIfEmpty(unknown("The case has no label"));
    }

    @Operation(
            summary = "The same, for any case id",
            description = "A case id with a slash, a backslash, a semicolon or a percent sign fits no path.")
    @GetMapping("/v1/labels")
    Mono<LabelView> labelOf(@RequestParam String caseId) {
        return label(caseId);
    }

    private static TracePage page(List<TraceView> found, int limit) {
        return new TracePage(
                found,
                found.size() < limit ? null : Parameters.cursor(found.getLast().caseId()));
    }

    private static <T> Mono<T> unknown(String detail) {
        return Mono.error(() -> new RefusedException(Problem.notFound(detail)));
    }
}
