package io.countersign.ingest;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.deadletter.Settlement;
import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.postgres.RefusalTable;
import io.countersign.ingest.refusal.KeptRefusal;
import io.countersign.ingest.refusal.RefusedSubject;
import io.countersign.ingest.wire.Mending;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.topics.Topics;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Takes in after all what was refused: as it was, or mended. What is refused again stays the refusal that it is. */
@Service
public class ReplayRefusals {

    /** Most refusals that one call replays. */
    public static final int AT_ONCE = 500;

    private final RefusalTable refusals;
    private final TakeInPredictions predictions;
    private final TakeInOutcomes outcomes;
    private final AvroWire wire;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ReplayRefusals(
            RefusalTable refusals,
            TakeInPredictions predictions,
            TakeInOutcomes outcomes,
            AvroWire wire,
            TransactionalOperator transaction,
            Clock clock) {
        this.refusals = refusals;
        this.predictions = predictions;
        this.outcomes = outcomes;
        this.wire = wire;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One refused thing and what became of it now. */
    public record Replayed(KeptRefusal refusal, Receipt receipt) {}

    /**
     * Replays one refusal.
     *
     * @param mended the whole submission as it should have been; null to replay it as it was
     * @param by who orders it
     */
    public Mono<ReplayAnswer> replay(String refusalId, @Nullable JsonNode mended, String by) {
        return refusals.find(refusalId)
                .flatMap(refusal -> refusal.settlement().isOpen()
                        ? replay(refusal, mended, by)
                        : Mono.just(
                                new ReplayAnswer.Settled(refusal.settlement().state())))
                .defaultIfEmpty(new ReplayAnswer.Unknown());
    }

    /** Replays open refusals of excluded keys, up to {@value #AT_ONCE}: what a restored item missed. */
    public Mono<List<Replayed>> replayExcluded(Collection<String> keys, String by) {
        return transaction.transactional(refusals.openOf(keys, AT_ONCE)
                .collectList()
                .flatMap(open -> {
                    var arrivals =
                            open.stream().map(it -> arrival(prediction(it))).toList();
                    return arrivals.isEmpty()
                            ? Mono.just(List.<Replayed>of())
                            : predictions.takeIn(arrivals, by).map(receipts -> zipped(open, receipts));
                }));
    }

    /** Puts a refusal aside for good. */
    public Mono<ReplayAnswer> dismiss(String refusalId, String by, @Nullable String note) {
        var settlement = new Settlement("dismissed", clock.instant(), by, note);
        return refusals.find(refusalId)
                .flatMap(refusal -> refusals.settle(refusalId, settlement)
                        .<ReplayAnswer>map(done -> done
                                ? new ReplayAnswer.Done("dismissed")
                                : new ReplayAnswer.Settled(refusal.settlement().state())))
                .defaultIfEmpty(new ReplayAnswer.Unknown());
    }

    /** The refused submission as its sender wrote it, for whoever mends it; without protected groups. */
    public Map<String, Object> submission(KeptRefusal refusal) {
        return Mending.shown(refusal.subject() == RefusedSubject.PREDICTION ? prediction(refusal) : outcome(refusal));
    }

    private Mono<ReplayAnswer> replay(KeptRefusal refusal, @Nullable JsonNode mended, String by) {
        var faults = new Faults();
        Mono<List<Receipt>> taken = switch (refusal.subject()) {
            case PREDICTION -> {
                var event = mended(mended, PredictionSubmitted.class, prediction(refusal), faults);
                yield event == null ? Mono.empty() : predictions.takeIn(List.of(arrival(event)), by);
            }
            case OUTCOME -> {
                var event = mended(mended, OutcomeSubmitted.class, outcome(refusal), faults);
                yield event == null ? Mono.empty() : outcomes.takeIn(List.of(arrival(event)), by);
            }
        };
        if (!faults.none()) {
            return Mono.just(new ReplayAnswer.Wrong(faults.all()));
        }
        var settlement = new Settlement("replayed", clock.instant(), by, mended == null ? null : "mended");
        // settled by its content already where it went as it was; by its name where it was mended
        return transaction
                .execute(tx -> taken.flatMap(receipts -> {
                    var receipt = receipts.getFirst();
                    if (receipt instanceof Receipt.Refused refused) {
                        tx.setRollbackOnly();
                        return Mono.<ReplayAnswer>just(new ReplayAnswer.RefusedAgain(refused.refusal()));
                    }
                    return refusals.settle(refusal.refusalId(), settlement)
                            .<ReplayAnswer>thenReturn(new ReplayAnswer.Done(receipt.word()));
                }))
                .single();
    }

    private static <T extends SpecificRecord> @Nullable T mended(
            @Nullable JsonNode mended, Class<T> type, T original, Faults faults) {
        return mended == null ? original : Mending.mended(mended, type, original, faults);
    }

    private PredictionArrival arrival(PredictionSubmitted event) {
        return new PredictionArrival(
                event,
                event.getCaseId(),
                wire.encode(Topics.PREDICTION_SUBMITTED, event),
                Channel.REPLAY,
                TraceParent.fresh());
    }

    private OutcomeArrival arrival(OutcomeSubmitted event) {
        return new OutcomeArrival(
                event,
                event.getCaseId(),
                wire.encode(Topics.OUTCOME_SUBMITTED, event),
                Channel.REPLAY,
                TraceParent.fresh());
    }

    private PredictionSubmitted prediction(KeptRefusal refusal) {
        return wire.decode(refusal.payload(), PredictionSubmitted.class);
    }

    private OutcomeSubmitted outcome(KeptRefusal refusal) {
        return wire.decode(refusal.payload(), OutcomeSubmitted.class);
    }

    private static List<Replayed> zipped(List<KeptRefusal> open, List<Receipt> receipts) {
        return IntStream.range(0, open.size())
                .mapToObj(i -> new Replayed(open.get(i), receipts.get(i)))
                .toList();
    }
}
