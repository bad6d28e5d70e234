package io.countersign.ingest.http;

import io.countersign.ingest.Receipt;
import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.refusal.RefusedItem;
import io.countersign.kit.http.FieldError;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The door as HTTP callers see it, for one kind of submission.
 *
 * @param listField the field of a batch that has the items
 * @param reader JSON to an arrival; null where the faults have grown
 * @param takeIn the use case
 */
record Doorway<A>(
        String listField,
        Reader<A> reader,
        Function<List<A>, Mono<List<Receipt>>> takeIn,
        Function<A, String> caseId,
        Function<A, @Nullable Integer> caseRevision) {

    private static final int MOST_IN_A_BATCH = 500;

    /** JSON to an arrival. */
    @FunctionalInterface
    interface Reader<A> {
        @Nullable
        A read(JsonNode json, @Nullable String traceparent, Faults faults);
    }

    /** The arrival in the JSON; ends the request where there is none. */
    A readOne(JsonNode json, @Nullable String traceparent) {
        var faults = new Faults();
        var arrival = reader.read(json, traceparent, faults);
        if (arrival == null) {
            throw new RefusedException(Problem.invalid(Answers.errors(faults.all())));
        }
        return arrival;
    }

    Mono<ResponseEntity<SubmissionAnswer>> takeInOne(A arrival) {
        return takeIn.apply(List.of(arrival))
                .map(receipts -> ResponseEntity.accepted().body(answer(0, arrival, receipts.getFirst())));
    }

    /** A single submission that was refused is a problem to its caller, although the refusal was kept. */
    static ResponseEntity<SubmissionAnswer> told(ResponseEntity<SubmissionAnswer> kept) {
        var answer = kept.getBody();
        if (answer == null || answer.statusUrl() == null) {
            return kept;
        }
        if (answer.status().equals(SubmissionAnswer.REFUSED)) {
            throw new RefusedException(Answers.problem(answer));
        }
        return ResponseEntity.accepted()
                .location(URI.create(answer.statusUrl()))
                .body(answer);
    }

    Mono<ResponseEntity<BatchAnswer>> takeInAll(JsonNode body, @Nullable String traceparent) {
        var items = items(body).stream().map(it -> item(it, traceparent)).toList();
        var arrivals = new ArrayList<A>();
        items.forEach(it -> it.addTo(arrivals));
        return (arrivals.isEmpty() ? Mono.just(List.<Receipt>of()) : takeIn.apply(arrivals))
                .map(receipts -> ResponseEntity.accepted().body(answer(items, receipts)));
    }

    private List<JsonNode> items(JsonNode body) {
        var faults = new Faults();
        var fields = new JsonFields(body, faults);
        var items = fields.list(listField);
        fields.refuseOthers();
        if (items.isEmpty() && faults.none()) {
            faults.add(listField, "must have at least one entry");
        }
        faults.atMost(listField, items, MOST_IN_A_BATCH);
        Answers.refuseIfWrong(faults);
        return items;
    }

    private Item<A> item(JsonNode json, @Nullable String traceparent) {
        var faults = new Faults();
        var arrival = reader.read(json, traceparent, faults);
        return new Item<>(arrival, Answers.errors(faults.all()));
    }

    private BatchAnswer answer(List<Item<A>> items, List<Receipt> receipts) {
        var next = receipts.iterator();
        var answers = new ArrayList<SubmissionAnswer>(items.size());
        for (var item : items) {
            var arrival = item.arrival();
            answers.add(
                    arrival == null
                            ? SubmissionAnswer.unreadable(answers.size(), item.errors())
                            : answer(answers.size(), arrival, next.next()));
        }
        return BatchAnswer.of(answers);
    }

    private SubmissionAnswer answer(int index, A arrival, Receipt receipt) {
        // a case id that was refused may be any text, also one that cannot be sent back
        var name = RefusedItem.held(caseId.apply(arrival));
        return SubmissionAnswer.of(index, name, caseRevision.apply(arrival), statusUrl(name), receipt);
    }

    /** A path refuses some characters even when they are encoded: such a case id goes into the query. */
    private static String statusUrl(String caseId) {
        boolean fitsAPath = caseId.chars().noneMatch(c -> Character.isISOControl(c) || "/\\;%".indexOf(c) >= 0);
        var encoded = UriUtils.encode(caseId, StandardCharsets.UTF_8);
        return fitsAPath ? "/v1/predictions/" + encoded : "/v1/predictions?caseId=" + encoded;
    }

    private record Item<A>(@Nullable A arrival, List<FieldError> errors) {

        void addTo(List<A> arrivals) {
            if (arrival != null) {
                arrivals.add(arrival);
            }
        }
    }
}
