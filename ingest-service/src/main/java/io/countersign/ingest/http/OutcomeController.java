package io.countersign.ingest.http;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.ingest.Channel;
import io.countersign.ingest.OutcomeArrival;
import io.countersign.ingest.TakeInOutcomes;
import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.wire.JsonRecords;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.http.IdempotencyKeys;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Outcomes over HTTP: the same door as on Kafka. */
@RestController
@RequestMapping("/v1/outcomes")
@Tag(name = "Outcomes")
class OutcomeController {

    private final Doorway<OutcomeArrival> door;
    private final IdempotencyKeys keys;
    private final AvroWire wire;

    OutcomeController(TakeInOutcomes outcomes, IdempotencyKeys keys, AvroWire wire) {
        this.keys = keys;
        this.wire = wire;
        this.door = new Doorway<>(
                "outcomes",
                this::arrival,
                outcomes::takeInNow,
                it -> it.event().getCaseId(),
                it -> it.event().getCaseRevision());
    }

    @PostMapping
    @Operation(
            summary = "Submit one outcome: ground truth, a complaint or an appeal",
            description = "The body is the event hitl.outcome.submitted.v1 as JSON. It may come before its case.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/OutcomeSubmitted"))))
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
            summary = "Submit up to 500 outcomes",
            description = "Each is taken in or refused by itself.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(ref = "#/components/schemas/OutcomeBatch"))))
    @ApiResponse(responseCode = "202", description = "One result an item")
    Mono<ResponseEntity<BatchAnswer>> submitBatch(
            @RequestBody JsonNode body,
            @RequestHeader(name = IdempotencyKeys.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent,
            Caller caller) {
        return keys.once(caller, key, body, BatchAnswer.class, () -> door.takeInAll(body, traceparent));
    }

    private @Nullable OutcomeArrival arrival(JsonNode json, @Nullable String traceparent, Faults faults) {
        var event = JsonRecords.read(json, OutcomeSubmitted.class, "", faults);
        return event == null
                ? null
                : new OutcomeArrival(
                        event,
                        event.getCaseId(),
                        wire.encode(Topics.OUTCOME_SUBMITTED, event),
                        Channel.HTTP,
                        TraceParent.under(traceparent));
    }
}
