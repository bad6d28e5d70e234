package io.countersign.ingest.http;

import io.countersign.ingest.KeepExclusionLedger;
import io.countersign.ingest.ReadExclusionLedger;
import io.countersign.ingest.exclusion.Exclusion;
import io.countersign.ingest.exclusion.Exclusion.State;
import io.countersign.ingest.exclusion.ExclusionOrder;
import io.countersign.ingest.exclusion.ExclusionRules;
import io.countersign.ingest.fault.Faults;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The exclusion ledger. Orders are idempotent by nature: a key that stands so already gets no new entry. */
@RestController
@RequestMapping("/v1/exclusions")
@Tag(name = "Exclusions")
class ExclusionController {

    private final KeepExclusionLedger ledger;
    private final ReadExclusionLedger reader;
    private final ExclusionRules rules;
    private final Clock clock;

    ExclusionController(KeepExclusionLedger ledger, ReadExclusionLedger reader, ExclusionRules rules, Clock clock) {
        this.ledger = ledger;
        this.reader = reader;
        this.rules = rules;
        this.clock = clock;
    }

    /** Entries that were added: none for a key that stood so already. */
    public record ExclusionsChanged(List<ExclusionEntry> changed) {}

    /**
     * What was restored.
     *
     * @param refused how many submissions were turned away because of these keys and wait to be replayed
     * @param replay where to replay them: POST with the same keys
     */
    public record ItemsRestored(List<ExclusionEntry> changed, long refused, String replay) {}

    /** The exclusions in force among the keys that were asked for; all others may go on. */
    public record ExclusionLookup(List<ExclusionEntry> excluded) {}

    /** Every entry of a key, oldest first. */
    public record ExclusionHistory(String key, List<ExclusionEntry> entries) {}

    @PostMapping
    @Operation(
            summary = "Exclude items by their natural keys",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ExclusionRequest.class))))
    Mono<ExclusionsChanged> exclude(
            @RequestBody JsonNode body,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent,
            Caller caller) {
        var request = ExclusionRequest.read(body, State.EXCLUDED);
        return carryOut(request, State.EXCLUDED, caller, traceparent).map(ExclusionsChanged::new);
    }

    @PostMapping("/restore")
    @Operation(
            summary = "Restore items; says how many refused submissions can be replayed",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = ExclusionRequest.class))))
    Mono<ItemsRestored> restore(
            @RequestBody JsonNode body,
            @RequestHeader(name = TraceParent.HEADER, required = false) @Nullable String traceparent,
            Caller caller) {
        var request = ExclusionRequest.read(body, State.RESTORED);
        return carryOut(request, State.RESTORED, caller, traceparent)
                .zipWhen(_ -> reader.countRefused(request.keys()))
                .map(both -> new ItemsRestored(both.getT1(), both.getT2(), "/v1/refusals/replay"));
    }

    @PostMapping("/lookup")
    @Operation(
            summary = "Ask in bulk which of up to 1,000 keys are excluded",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = KeysRequest.class))))
    Mono<ExclusionLookup> lookup(@RequestBody JsonNode body) {
        return reader.inForce(KeysRequest.read(body).keys()).map(it -> new ExclusionLookup(entries(it)));
    }

    @GetMapping
    @Operation(summary = "How each key of the ledger stands, in the order of the keys")
    Mono<Page<ExclusionEntry>> list(
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "100") int limit) {
        Page.check(
                limit,
                List.of(
                        Page.Filter.any("cursor", cursor),
                        Page.Filter.oneOf("state", state, "excluded", "restored"),
                        Page.Filter.any("reason", reason)));
        return reader.list(cursor, state, reason, limit + 1)
                .map(rows -> Page.of(rows, limit, ExclusionEntry::of, Exclusion::key));
    }

    @GetMapping("/history")
    @Operation(summary = "Every entry of one key, oldest first; nothing is ever overwritten")
    Mono<ExclusionHistory> history(@RequestParam String key) {
        var faults = new Faults();
        faults.name("key", key, Faults.KEY_LIMIT);
        Answers.refuseIfWrong(faults);
        return reader.history(key).map(it -> new ExclusionHistory(key, entries(it)));
    }

    private Mono<List<ExclusionEntry>> carryOut(
            ExclusionRequest request, State state, Caller caller, @Nullable String traceparent) {
        ExclusionOrder order = request.order(state, caller.name(), rules, clock.instant());
        return ledger.carryOutNow(
                        List.of(new KeepExclusionLedger.Order(request.keys(), order, TraceParent.under(traceparent))))
                .map(ExclusionController::entries);
    }

    private static List<ExclusionEntry> entries(List<Exclusion> entries) {
        return entries.stream().map(ExclusionEntry::of).toList();
    }
}
