package io.countersign.ingest.http;

import io.countersign.ingest.ReadDeadLetters;
import io.countersign.ingest.ReplayDeadLetters;
import io.countersign.ingest.ReplayDeadLetters.Readable;
import io.countersign.ingest.deadletter.StoredDeadLetter;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import io.countersign.kit.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Base64;
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

/** Dead letters of all services: looked through, mended, replayed. */
@RestController
@RequestMapping("/v1/dead-letters")
@Tag(name = "Dead letters")
class DeadLetterController {

    private final ReadDeadLetters reader;
    private final ReplayDeadLetters replays;

    DeadLetterController(ReadDeadLetters reader, ReplayDeadLetters replays) {
        this.reader = reader;
        this.replays = replays;
    }

    /**
     * A dead letter.
     *
     * @param topic where it came from and where a replay goes to
     * @param consumer who could not process it
     * @param state {@code open}, {@code replayed} or {@code dismissed}
     * @param schema full name of the record: another one than its topic's where it was sent to the wrong topic; null where
     *     {@code record} is
     * @param record the record, without protected groups; null where it cannot be read, and in lists
     * @param bytes the value in base64 where it cannot be read; null in lists
     * @param cutFromBytes how many bytes the value had before it was cut to fit into a dead letter; null where it is whole
     * @param keyCutFrom how many characters the key had before it was cut; null where it is whole
     */
    public record DeadLetterView(
            String deadLetterId,
            String topic,
            @Nullable Integer partition,
            @Nullable Long offset,
            @Nullable String consumer,
            @Nullable String key,
            String reason,
            Instant arrivedAt,
            Map<String, String> headers,
            String state,
            @Nullable Instant settledAt,
            @Nullable String settledBy,
            @Nullable String note,
            @Nullable String schema,
            @Nullable Map<String, Object> record,
            @Nullable String bytes,
            @Nullable Integer cutFromBytes,
            @Nullable Integer keyCutFrom) {

        static DeadLetterView of(StoredDeadLetter stored) {
            return of(stored, null, null);
        }

        static DeadLetterView of(StoredDeadLetter stored, @Nullable Readable readable, @Nullable String bytes) {
            var letter = stored.letter();
            return new DeadLetterView(
                    letter.deadLetterId(),
                    letter.sourceTopic(),
                    letter.sourcePartition(),
                    letter.sourceOffset(),
                    letter.consumer(),
                    letter.key(),
                    letter.reason(),
                    letter.arrivedAt(),
                    letter.headers(),
                    stored.settlement().state(),
                    stored.settlement().changedAt(),
                    stored.settlement().changedBy(),
                    stored.settlement().note(),
                    readable == null ? null : readable.schema(),
                    readable == null ? null : readable.record(),
                    bytes,
                    letter.cutFromBytes(),
                    letter.keyCutFrom());
        }
    }

    @GetMapping
    @Operation(summary = "Dead letters, newest first")
    Mono<Page<DeadLetterView>> list(
            @RequestParam(defaultValue = "") String cursor,
            @RequestParam(defaultValue = "") String topic,
            @RequestParam(defaultValue = "") String state,
            @RequestParam(defaultValue = "100") int limit) {
        Page.check(
                limit,
                List.of(
                        Page.Filter.any("cursor", cursor),
                        Page.Filter.any("topic", topic),
                        Page.Filter.oneOf("state", state, "open", "replayed", "dismissed")));
        return reader.list(cursor, topic, state, limit + 1)
                .map(rows -> Page.of(
                        rows, limit, DeadLetterView::of, it -> it.letter().deadLetterId()));
    }

    @GetMapping("/{deadLetterId}")
    @Operation(summary = "One dead letter with its record, without protected groups")
    Mono<DeadLetterView> show(@PathVariable String deadLetterId) {
        Answers.refuseIfNoName("deadLetterId", deadLetterId);
        return reader.find(deadLetterId)
                .flatMap(stored -> replays.readable(stored).map(it -> whole(stored, it.orElse(null))))
                .switchIfEmpty(Mono.error(
                        () -> new RefusedException(Problem.notFound("There is no dead letter " + deadLetterId))));
    }

    @PostMapping("/{deadLetterId}/replay")
    @Operation(
            summary = "Send one dead letter back to its topic, as it was or mended, once",
            description = "A mended record that leaves its groups out keeps them, where they could be read."
                    + " What was cut to fit into its dead letter is only sent mended.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = MendRequest.class))))
    Mono<Settled> replay(
            @PathVariable String deadLetterId, @RequestBody(required = false) @Nullable JsonNode body, Caller caller) {
        Answers.refuseIfNoName("deadLetterId", deadLetterId);
        return replays.replay(deadLetterId, MendRequest.read(body).mended(), caller.name())
                .map(answer -> Settled.of(deadLetterId, answer));
    }

    @PostMapping("/{deadLetterId}/dismiss")
    @Operation(
            summary = "Put a dead letter aside for good",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = NoteRequest.class))))
    Mono<Settled> dismiss(
            @PathVariable String deadLetterId, @RequestBody(required = false) @Nullable JsonNode body, Caller caller) {
        Answers.refuseIfNoName("deadLetterId", deadLetterId);
        return replays.dismiss(
                        deadLetterId, caller.name(), NoteRequest.read(body).note())
                .map(answer -> Settled.of(deadLetterId, answer));
    }

    private static DeadLetterView whole(StoredDeadLetter stored, @Nullable Readable readable) {
        var value = stored.letter().value();
        var bytes =
                readable != null || value == null ? null : Base64.getEncoder().encodeToString(value);
        return DeadLetterView.of(stored, readable, bytes);
    }
}
