package io.countersign.ingest.http;

import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.Channel;
import io.countersign.ingest.PredictionArrival;
import io.countersign.ingest.TakeInPredictions;
import io.countersign.ingest.TellCourse;
import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.prediction.CourseOfCase;
import io.countersign.ingest.wire.JsonRecords;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.http.IdempotencyKeys;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.security.Caller;
import io.countersign.topics.Topics;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Predictions over HTTP: the same door as on Kafka. */
@RestController
@RequestMapping("/v1/predictions")
@Tag(name = "Predictions")
class PredictionController {

    private final Doorway<PredictionArrival> door;
    private final IdempotencyKeys keys;
    private final AvroWire wire;
    private final TellCourse course;

    PredictionController(TakeInPredictions predictions, TellCourse course, IdempotencyKeys keys, AvroWire wire) {
        this.keys = keys;
        this.wire = wire;
        this.course = course;
        this.door = new Doorway<>(
                "predictions",
                this::arrival,
                predictions::takeInNow,
                it -> it.event().getCaseId(),
                it -> it.event().getCaseRevision());
    }

    @PostMapping
    @Operation(
            summary = "Submit one prediction",
            description = "The body is the event hitl.prediction.submitted.v1 as JSON.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/PredictionSubmitted"))))
    @ApiResponse(responseCode = "202", description = "Taken in now, or before")
    Mono<ResponseEntity<SubmissionAnswer>> submit(
            @RequestBody JsonNode body,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent,
            Caller caller) {
        var arrival = door.readOne(body, traceparent);
        return keys.once(caller, key, body, SubmissionAnswer.class, () -> door.takeInOne(arrival))
                .map(Doorway::told);
    }

    @PostMapping("/batch")
    @Operation(
            summary = "Submit up to 500 predictions",
            description = "Each is taken in or refused by itself.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/PredictionBatch"))))
    @ApiResponse(responseCode = "202", description = "One result an item")
    Mono<ResponseEntity<BatchAnswer>> submitBatch(
            @RequestBody JsonNode body,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent,
            Caller caller) {
        return keys.once(caller, key, body, BatchAnswer.class, () -> door.takeInAll(body, traceparent));
    }

    @GetMapping("/{caseId}")
    @Operation(
            summary = "What became of each revision of a case, and its outcomes",
            description =
                    "At most the newest hundred outcomes. An outcome waits until a prediction of its case is taken in;"
                            + " one that was refused is among the refusals.")
    Mono<CourseOfCase> course(@PathVariable String caseId) {
        Answers.refuseIfNoName("caseId", caseId);
        return course.of(caseId)
                .switchIfEmpty(Mono.error(() ->
                        new RefusedException(Problem.notFound("Nothing was submitted under the case id " + caseId))));
    }

    @GetMapping
    @Operation(
            summary = "The same, for any case id",
            description = "A case id with a slash, a backslash, a semicolon or a percent sign fits no path.")
    Mono<CourseOfCase> courseOf(@RequestParam String caseId) {
        return course(caseId);
    }

    private @Nullable PredictionArrival arrival(JsonNode json, @Nullable String traceparent, Faults faults) {
        var event = JsonRecords.read(json, PredictionSubmitted.class, "", faults);
        return event == null
                ? null
                : new PredictionArrival(
                        event,
                        event.getCaseId(),
                        wire.encode(Topics.PREDICTION_SUBMITTED, event),
                        Channel.HTTP,
                        TraceParent.under(traceparent));
    }
}
