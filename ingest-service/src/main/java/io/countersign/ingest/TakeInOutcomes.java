package io.countersign.ingest;

import io.countersign.ingest.outcome.KnownOutcome;
import io.countersign.ingest.outcome.OutcomeDoor;
import io.countersign.ingest.outcome.OutcomeDoor.Answer;
import io.countersign.ingest.outcome.OutcomesAtDoor;
import io.countersign.ingest.postgres.CaseTable;
import io.countersign.ingest.postgres.OutcomeTable;
import io.countersign.ingest.postgres.RefusalTable;
import io.countersign.ingest.prediction.CaseAtDoor;
import io.countersign.ingest.refusal.RefusedItem;
import io.countersign.ingest.wire.IngestEvents;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutgoingEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Takes outcomes in, from wherever they come and in whatever order: each has one effect. */
@Service
public class TakeInOutcomes {

    private static final String RESUBMISSION = "resubmission";

    private final CaseTable cases;
    private final OutcomeTable outcomes;
    private final RefusalTable refusals;
    private final Outbox outbox;
    private final DoorMetrics metrics;
    private final Clock clock;
    private final TransactionalOperator transaction;

    TakeInOutcomes(
            CaseTable cases,
            OutcomeTable outcomes,
            RefusalTable refusals,
            Outbox outbox,
            DoorMetrics metrics,
            Clock clock,
            TransactionalOperator transaction) {
        this.cases = cases;
        this.outcomes = outcomes;
        this.refusals = refusals;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Takes the arrivals in, in their order. Must be inside a transaction. One receipt an arrival. */
    public Mono<List<Receipt>> takeIn(List<OutcomeArrival> arrivals) {
        return takeIn(arrivals, RESUBMISSION);
    }

    /** As {@link #takeIn(List)}, in a transaction of its own where the caller has none. */
    public Mono<List<Receipt>> takeInNow(List<OutcomeArrival> arrivals) {
        return transaction.transactional(takeIn(arrivals));
    }

    /**
     * As {@link #takeIn(List)}.
     *
     * @param by who is noted on refusals of the same outcomes, which are settled by taking them in
     */
    public Mono<List<Receipt>> takeIn(List<OutcomeArrival> arrivals, String by) {
        var now = clock.instant();
        var drafts = arrivals.stream().map(it -> OutcomeDraft.of(it, now)).toList();
        var sound = drafts.stream()
                .filter(OutcomeDraft::isSound)
                .map(OutcomeDraft::outcome)
                .toList();
        return cases.lock(
                        sound.stream().map(KnownOutcome::caseId).collect(Collectors.toCollection(TreeSet::new)),
                        Set.of())
                .flatMap(atDoor -> outcomes.known(
                                sound.stream().map(KnownOutcome::name).collect(Collectors.toSet()))
                        .map(known -> judge(drafts, known, now))
                        .flatMap(judged -> write(judged, atDoor, by, now)))
                .doOnNext(receipts -> metrics.countOutcomes(arrivals, receipts));
    }

    /** In the order of arrival: what was taken in a moment ago is known to the next. */
    private static List<Judged> judge(List<OutcomeDraft> drafts, Map<String, OutcomesAtDoor> known, Instant now) {
        var cases = new HashMap<>(known);
        var judged = new ArrayList<Judged>(drafts.size());
        for (var draft : drafts) {
            var outcome = draft.outcome();
            var before = cases.getOrDefault(outcome.caseId(), OutcomesAtDoor.NONE);
            var answer = OutcomeDoor.decide(outcome, draft.faults(), before);
            if (answer instanceof Answer.Admitted) {
                cases.put(outcome.caseId(), before.with(outcome));
            }
            judged.add(new Judged(
                    draft, answer, answer instanceof Answer.Refused(var refusal) ? draft.refused(refusal, now) : null));
        }
        return judged;
    }

    private Mono<List<Receipt>> write(List<Judged> judged, Map<String, CaseAtDoor> atDoor, String by, Instant now) {
        var admitted = judged.stream()
                .filter(it -> it.answer() instanceof Answer.Admitted)
                .map(Judged::draft)
                .toList();
        var refused =
                judged.stream().map(Judged::refused).filter(Objects::nonNull).toList();
        return outcomes.add(admitted.stream().map(OutcomeDraft::outcome).toList(), now)
                .then(refusals.add(refused))
                .flatMap(ids -> refusals.resolve(
                                judged.stream()
                                        .filter(Judged::isIn)
                                        .map(it -> it.draft().refusalFingerprint())
                                        .toList(),
                                by,
                                now)
                        .then(append(judged, atDoor, ids, now))
                        .thenReturn(judged.stream().map(it -> it.receipt(ids)).toList()));
    }

    private Mono<Void> append(
            List<Judged> judged, Map<String, CaseAtDoor> atDoor, Map<String, String> refusalIds, Instant now) {
        var events = judged.stream()
                .flatMap(it -> it.events(atDoor, refusalIds, now))
                .toList();
        return events.isEmpty() ? Mono.empty() : outbox.append(events);
    }

    private record Judged(
            OutcomeDraft draft, Answer answer, @Nullable RefusedItem refused) {

        /** Taken in now or before: a refusal of the same is settled. */
        boolean isIn() {
            return !(answer instanceof Answer.Refused);
        }

        Stream<OutgoingEvent> events(Map<String, CaseAtDoor> atDoor, Map<String, String> refusalIds, Instant now) {
            var trace = draft.arrival().trace();
            return switch (answer) {
                case Answer.Admitted _ ->
                    Stream.of(IngestEvents.arrived(
                            draft.arrival().event(), draft.outcome().outcomeId(), revision(atDoor), now, trace));
                case Answer.Repeated _ -> Stream.empty();
                // known under another id: it was refused before, and has been told of
                case Answer.Refused _ ->
                    refused != null && refused.refusalId().equals(refusalIds.get(refused.fingerprint()))
                            ? Stream.of(IngestEvents.refused(refused, trace))
                            : Stream.empty();
            };
        }

        /** Of the case as a whole means its newest revision; of a case that is yet to come, its first. */
        private int revision(Map<String, CaseAtDoor> atDoor) {
            var said = draft.arrival().event().getCaseRevision();
            var known = atDoor.getOrDefault(draft.outcome().caseId(), CaseAtDoor.UNKNOWN);
            return said == null ? Math.max(1, known.newestRevision()) : said;
        }

        Receipt receipt(Map<String, String> refusalIds) {
            return switch (answer) {
                case Answer.Admitted _ -> new Receipt.Accepted();
                case Answer.Repeated _ -> new Receipt.Repeated();
                case Answer.Refused(var refusal) ->
                    new Receipt.Refused(refusalIds.getOrDefault(draft.refusalFingerprint(), ""), refusal);
            };
        }
    }
}
