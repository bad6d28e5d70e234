package io.countersign.feedback.postgres;

import static io.countersign.feedback.postgres.Columns.texts;

import io.countersign.event.PredictionScored;
import io.countersign.event.ReviewRequested;
import io.countersign.feedback.ReviewRequests;
import io.countersign.feedback.objection.OwedReview;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.ids.Ids;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.topics.Topics;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Asks for reviews through the outbox, with the prediction as the event store has it; the table of requests makes it once. */
@Component
final class OutboxReviewRequests implements ReviewRequests {

    private static final int MOST_URGENT = 1;
    private static final String CLAIM = """
            INSERT INTO requested_review (case_id, outcome_id) SELECT * FROM unnest($1::text[], $2::text[])
            ON CONFLICT DO NOTHING RETURNING case_id || chr(10) || outcome_id""";
    private static final String PREDICTIONS = """
            SELECT case_id, value FROM event
            JOIN unnest($1::text[], $2::text[]) AS wanted(case_id, natural_key) USING (case_id, natural_key)""";

    private final DatabaseClient database;
    private final Outbox outbox;
    private final AvroWire wire;
    private final Clock clock;

    OutboxReviewRequests(DatabaseClient database, Outbox outbox, AvroWire wire, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.wire = wire;
        this.clock = clock;
    }

    @Override
    public Mono<Void> request(List<OwedReview> owed) {
        return owed.isEmpty()
                ? Mono.empty()
                : claim(owed).flatMap(fresh -> fresh.isEmpty() ? Mono.empty() : append(fresh));
    }

    private Mono<List<OwedReview>> claim(List<OwedReview> owed) {
        return database.sql(CLAIM)
                .bind(0, texts(owed, OwedReview::caseId))
                .bind(1, texts(owed, OwedReview::outcomeId))
                .map(row -> Objects.requireNonNull(row.get(0, String.class)))
                .all()
                .collect(Collectors.toSet())
                .map((Set<String> claimed) -> owed.stream()
                        .filter(each -> claimed.contains(each.caseId() + '\n' + each.outcomeId()))
                        .toList());
    }

    private Mono<Void> append(List<OwedReview> fresh) {
        return predictions(fresh)
                .map(byCase -> fresh.stream()
                        .map(owed -> new OutgoingEvent(
                                Topics.REVIEW_REQUESTED,
                                owed.caseId(),
                                seq -> record(owed, Objects.requireNonNull(byCase.get(owed.caseId())), seq)))
                        .toList())
                .flatMap(outbox::append);
    }

    private Mono<Map<String, PredictionScored>> predictions(List<OwedReview> owed) {
        return database.sql(PREDICTIONS)
                .bind(0, texts(owed, OwedReview::caseId))
                .bind(1, texts(owed, each -> "scored/" + each.caseRevision()))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get(0, String.class)),
                        Objects.requireNonNull(row.get(1, byte[].class))))
                .all()
                .publishOn(Schedulers.boundedElastic())
                .collect(
                        HashMap::new,
                        (byCase, event) ->
                                byCase.put(event.getKey(), wire.decode(event.getValue(), PredictionScored.class)));
    }

    private ReviewRequested record(OwedReview owed, PredictionScored scored, long producerSeq) {
        return ReviewRequested.newBuilder()
                .setEventId(Ids.next())
                .setCaseId(owed.caseId())
                .setCaseRevision(owed.caseRevision())
                .setOccurredAt(clock.instant())
                .setProducerSeq(producerSeq)
                .setRequestId("outcome:" + owed.outcomeId())
                .setPurpose(owed.purpose())
                .setPrediction(scored.getPrediction())
                .setNotBy(List.copyOf(owed.notBy()))
                .setNote(owed.note())
                .setModelLabel(owed.modelLabel())
                .setPolicyName(owed.policyName())
                .setPolicyVersion(owed.policyVersion())
                .setPriority(MOST_URGENT)
                .build();
    }
}
