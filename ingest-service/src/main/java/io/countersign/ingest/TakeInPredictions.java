package io.countersign.ingest;

import io.countersign.ingest.postgres.CaseTable;
import io.countersign.ingest.postgres.ExclusionTable;
import io.countersign.ingest.postgres.RefusalTable;
import io.countersign.ingest.prediction.Admission;
import io.countersign.ingest.prediction.Admission.Admitted;
import io.countersign.ingest.prediction.Admission.Refused;
import io.countersign.ingest.prediction.Admission.Repeated;
import io.countersign.ingest.prediction.CaseAtDoor;
import io.countersign.ingest.prediction.Door;
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

/**
 * Takes predictions in, from wherever they come: each (case, revision, content) has one effect. A batch is part of the
 * caller's transaction and costs a handful of statements, whatever its size.
 */
@Service
public class TakeInPredictions {

    private static final String RESUBMISSION = "resubmission";

    private final CaseTable cases;
    private final ExclusionTable exclusions;
    private final RefusalTable refusals;
    private final Outbox outbox;
    private final DoorMetrics metrics;
    private final Clock clock;
    private final TransactionalOperator transaction;

    TakeInPredictions(
            CaseTable cases,
            ExclusionTable exclusions,
            RefusalTable refusals,
            Outbox outbox,
            DoorMetrics metrics,
            Clock clock,
            TransactionalOperator transaction) {
        this.cases = cases;
        this.exclusions = exclusions;
        this.refusals = refusals;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** Takes the arrivals in, in their order. Must be inside a transaction. One receipt an arrival. */
    public Mono<List<Receipt>> takeIn(List<PredictionArrival> arrivals) {
        return takeIn(arrivals, RESUBMISSION);
    }

    /** As {@link #takeIn(List)}, in a transaction of its own where the caller has none. */
    public Mono<List<Receipt>> takeInNow(List<PredictionArrival> arrivals) {
        return transaction.transactional(takeIn(arrivals));
    }

    /**
     * As {@link #takeIn(List)}.
     *
     * @param by who is noted on refusals of the same submissions, which are settled by taking them in
     */
    public Mono<List<Receipt>> takeIn(List<PredictionArrival> arrivals, String by) {
        var now = clock.instant();
        var drafts = arrivals.stream().map(it -> PredictionDraft.of(it, now)).toList();
        var sound = drafts.stream().filter(PredictionDraft::isSound).toList();
        var keys = sound.stream().flatMap(it -> it.itemKeys().stream()).collect(Collectors.toSet());
        return cases.lock(
                        sound.stream().map(PredictionDraft::caseId).collect(Collectors.toCollection(TreeSet::new)),
                        sound.stream().map(PredictionDraft::name).collect(Collectors.toSet()))
                .flatMap(known -> exclusions.inForce(keys, now).map(excluded -> judge(drafts, known, excluded, now)))
                .flatMap(judged -> write(judged, by, now))
                .doOnNext(receipts -> metrics.countPredictions(arrivals, receipts));
    }

    /** In the order of arrival: what was taken in a moment ago is known to the next. */
    private static List<Judged> judge(
            List<PredictionDraft> drafts, Map<String, CaseAtDoor> known, Set<String> excluded, Instant now) {
        var cases = new HashMap<>(known);
        var judged = new ArrayList<Judged>(drafts.size());
        for (var draft : drafts) {
            var before = cases.getOrDefault(draft.caseId(), CaseAtDoor.UNKNOWN);
            var admission = Door.decide(draft.submission(), draft.fingerprints(), draft.faults(), before, excluded);
            if (admission instanceof Admitted) {
                cases.put(draft.caseId(), before.with(draft.submission().caseRevision(), draft.fingerprints()));
            }
            judged.add(Judged.of(draft, admission, now));
        }
        return judged;
    }

    private Mono<List<Receipt>> write(List<Judged> judged, String by, Instant now) {
        var admitted = judged.stream()
                .filter(it -> it.admission() instanceof Admitted)
                .map(Judged::draft)
                .toList();
        var refused =
                judged.stream().map(Judged::refused).filter(Objects::nonNull).toList();
        return cases.add(admitted.stream().map(it -> it.admitted(now)).toList())
                .then(refusals.add(refused))
                .flatMap(ids -> refusals.resolve(
                                judged.stream()
                                        .filter(Judged::isIn)
                                        .map(it -> it.draft().refusalFingerprint())
                                        .toList(),
                                by,
                                now)
                        .then(append(judged, ids, now))
                        .thenReturn(judged.stream().map(it -> it.receipt(ids)).toList()));
    }

    private Mono<Void> append(List<Judged> judged, Map<String, String> refusalIds, Instant now) {
        var events = judged.stream().flatMap(it -> it.events(refusalIds, now)).toList();
        return events.isEmpty() ? Mono.empty() : outbox.append(events);
    }

    /** A draft and what the door said to it. */
    private record Judged(
            PredictionDraft draft,
            Admission admission,
            @Nullable RefusedItem refused) {

        static Judged of(PredictionDraft draft, Admission admission, Instant now) {
            return new Judged(
                    draft, admission, admission instanceof Refused(var refusal) ? draft.refused(refusal, now) : null);
        }

        /** Taken in now or before: a refusal of the same is settled. */
        boolean isIn() {
            return !(admission instanceof Refused);
        }

        Stream<OutgoingEvent> events(Map<String, String> refusalIds, Instant now) {
            var event = draft.event();
            var trace = draft.arrival().trace();
            return switch (admission) {
                case Admitted(var standing) -> {
                    var scored = IngestEvents.scored(
                            event,
                            draft.fingerprints().content(),
                            standing,
                            draft.arrival().channel().word(),
                            now,
                            trace);
                    yield event.getGroups().isEmpty()
                            ? Stream.of(scored)
                            : Stream.of(scored, IngestEvents.groups(event, trace));
                }
                case Repeated _ -> Stream.empty();
                // known under another id: it was refused before, and has been told of
                case Refused _ ->
                    refused != null && refused.refusalId().equals(refusalIds.get(refused.fingerprint()))
                            ? Stream.of(IngestEvents.refused(refused, trace))
                            : Stream.empty();
            };
        }

        Receipt receipt(Map<String, String> refusalIds) {
            return switch (admission) {
                case Admitted _ -> new Receipt.Accepted();
                case Repeated _ -> new Receipt.Repeated();
                case Refused(var refusal) ->
                    new Receipt.Refused(refusalIds.getOrDefault(draft.refusalFingerprint(), ""), refusal);
            };
        }
    }
}
