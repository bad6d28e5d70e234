package io.countersign.ingest.http;

import io.countersign.ingest.ReadRefusals;
import io.countersign.ingest.Receipt;
import io.countersign.ingest.ReplayRefusals;
import io.countersign.ingest.ReplayRefusals.Replayed;
import io.countersign.ingest.refusal.KeptRefusal;
import io.countersign.ingest.refusal.RefusalFilter;
import io.countersign.kit.http.FieldError;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import io.countersign.kit.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What was turned away at the door: looked through, mended, replayed. */
@RestController
@RequestMapping("/v1/refusals")
@Tag(name = "Refusals")
class RefusalController {

    private final ReadRefusals reader;
    private final ReplayRefusals replays;

    RefusalController(ReadRefusals reader, ReplayRefusals replays) {
        this.reader = reader;
        this.replays = replays;
    }

    /**
     * A refusal.
     *
     * @param subject {@code prediction} or {@code outcome}
     * @param kind {@code invalid}, {@code conflict} or {@code excluded}
     * @param state {@code open}, {@code replayed} or {@code dismissed}
     * @param settledAt null while it is open
     * @param submission what was refused, without protected groups; only where one refusal is asked for
     */
    public record RefusalView(
            String refusalId,
            String subject,
            String kind,
            String caseId,
            int caseRevision,
            List<FieldError> errors,
            @Nullable String exclusionKey,
            @Nullable String contentHash,
            @Nullable String source,
            String channel,
            Instant refusedAt,
            String state,
            @Nullable Instant settledAt,
            @Nullable String settledBy,
            @Nullable String note,
            @Nullable Map<String, Object> submission) {

        static RefusalView of(KeptRefusal it) {
            return of(it, null);
        }

        static RefusalView of(KeptRefusal it, @Nullable Map<String, Object> submission) {
            return new RefusalView(
                    it.refusalId(),
                    it.subject().word(),
                    it.kind(),
                    it.caseId(),
                    it.caseRevision(),
                    Answers.errors(it.faults()),
                    it.exclusionKey(),
                    it.contentHash(),
                    it.source(),
                    it.channel(),
                    it.refusedAt(),
                    it.settlement().state(),
                    it.settlement().changedAt(),
                    it.settlement().changedBy(),
                    it.settlement().note(),
                    submission);
        }
    }

    /**
     * What became of one refusal in a bulk replay.
     *
     * @param status {@code accepted}, {@code repeated}, or why it was refused again
     */
    public record ReplayedRefusal(String refusalId, String caseId, int caseRevision, String status) {

        static ReplayedRefusal of(Replayed it) {
            var refusal = it.refusal();
            return new ReplayedRefusal(
                    refusal.refusalId(),
                    refusal.caseId(),
                    refusal.caseRevision(),
                    it.receipt().word());
        }
    }

    /**
     * A bulk replay.
     *
     * @param open how many refusals of these keys are still open: call again where nothing was refused again
     */
    public record BulkReplay(int replayed, int refusedAgain, long open, List<ReplayedRefusal> items) {}

    @GetMapping
    @Operation(summary = "Refusals, newest first")
    Mono<Page<RefusalView>> list(
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "") String subject,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "") String caseId,
            @RequestParam(defaultValue = "") String exclusionKey,
            @RequestParam(defaultValue = "") String source,
            @RequestParam(defaultValue = "100") int limit) {
        Page.check(
                limit,
                List.of(
                        Page.Filter.any("cursor", cursor),
                        Page.Filter.oneOf("subject", subject, "prediction", "outcome"),
                        Page.Filter.oneOf("kind", kind, "invalid", "conflict", "excluded"),
                        Page.Filter.oneOf("state", state, "open", "replayed", "dismissed"),
                        Page.Filter.any("caseId", caseId),
                        Page.Filter.any("exclusionKey", exclusionKey),
                        Page.Filter.any("source", source)));
        var filter = new RefusalFilter(cursor, subject, kind, state, caseId, exclusionKey, source);
        return reader.list(filter, limit + 1)
                .map(rows -> Page.of(rows, limit, RefusalView::of, KeptRefusal::refusalId));
    }

    @GetMapping("/{refusalId}")
    @Operation(summary = "One refusal with what was refused, without protected groups")
    Mono<RefusalView> show(@PathVariable String refusalId) {
        Answers.refuseIfNoName("refusalId", refusalId);
        return reader.find(refusalId)
                .map(it -> RefusalView.of(it, replays.submission(it)))
                .switchIfEmpty(
                        Mono.error(() -> new RefusedException(Problem.notFound("There is no refusal " + refusalId))));
    }

    @PostMapping("/{refusalId}/replay")
    @Operation(
            summary = "Replay one refusal, as it was or mended",
            description =
                    "A mended prediction that leaves its groups out keeps them. What is refused again stays open.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = MendRequest.class))))
    Mono<Settled> replay(
            @PathVariable String refusalId, @RequestBody(required = false) @Nullable JsonNode body, Caller caller) {
        Answers.refuseIfNoName("refusalId", refusalId);
        return replays.replay(refusalId, MendRequest.read(body).mended(), caller.name())
                .map(answer -> Settled.of(refusalId, answer));
    }

    @PostMapping("/{refusalId}/dismiss")
    @Operation(
            summary = "Put a refusal aside for good",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NoteRequest.class))))
    Mono<Settled> dismiss(
            @PathVariable String refusalId, @RequestBody(required = false) @Nullable JsonNode body, Caller caller) {
        Answers.refuseIfNoName("refusalId", refusalId);
        return replays.dismiss(refusalId, caller.name(), NoteRequest.read(body).note())
                .map(answer -> Settled.of(refusalId, answer));
    }

    @PostMapping("/replay")
    @Operation(
            summary = "Replay what excluded keys turned away, up to 500 at a time",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(schema = @Schema(implementation = KeysRequest.class))))
    Mono<BulkReplay> replayExcluded(@RequestBody JsonNode body, Caller caller) {
        var keys = KeysRequest.read(body).keys();
        return replays.replayExcluded(keys, caller.name())
                .zipWhen(_ -> reader.countOpenOf(keys))
                .map(both -> bulk(both.getT1(), both.getT2()));
    }

    private static BulkReplay bulk(List<Replayed> replayed, long open) {
        int refused = (int) replayed.stream()
                .filter(it -> it.receipt() instanceof Receipt.Refused)
                .count();
        return new BulkReplay(
                replayed.size() - refused,
                refused,
                open,
                replayed.stream().map(ReplayedRefusal::of).toList());
    }
}
