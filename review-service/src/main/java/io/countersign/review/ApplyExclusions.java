package io.countersign.review;

import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.review.kafka.ReviewEvents;
import io.countersign.review.postgres.PostgresCases;
import io.countersign.review.postgres.PostgresCases.Known;
import io.countersign.review.task.KeyExclusion;
import io.countersign.review.task.ReviewCommand;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows the exclusion ledger: the open tasks of an excluded key are closed, its decided cases are taken back, but for those
 * that the door let in since. Restoring a key brings nothing back by itself. Works inside the inbox's transaction.
 */
@Component
public class ApplyExclusions {

    private final PostgresCases cases;
    private final SupersedeCase supersedeCase;
    private final QueueBook queues;
    private final Outbox outbox;
    private final Clock clock;

    ApplyExclusions(PostgresCases cases, SupersedeCase supersedeCase, QueueBook queues, Outbox outbox, Clock clock) {
        this.cases = cases;
        this.supersedeCase = supersedeCase;
        this.queues = queues;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A key's new state, and the trace that it came with. */
    public record Traced(KeyExclusion exclusion, TraceParent trace) {}

    /** Applies the changes; one that is not newer than what is known of its key changes nothing. */
    public Mono<Void> apply(List<Traced> changes) {
        return cases.insteadOfOpening()
                .thenMany(Flux.fromIterable(changes))
                .concatMap(this::apply)
                .collectList()
                .flatMap(told ->
                        outbox.append(told.stream().flatMap(Collection::stream).toList()));
    }

    private Mono<List<OutgoingEvent>> apply(Traced change) {
        return cases.note(change.exclusion())
                .filter(newer -> newer && change.exclusion().excluded())
                .flatMap(newer -> cases.lockWithKeys(List.of(change.exclusion().key())))
                .flatMapMany(Flux::fromIterable)
                .filter(known ->
                        !known.file().isWithdrawn() && change.exclusion().takesBack(known.file()))
                .concatMap(known -> withdraw(known, change))
                .collectList()
                .map(told -> told.stream().flatMap(Collection::stream).toList());
    }

    private Mono<List<OutgoingEvent>> withdraw(Known known, Traced change) {
        var now = clock.instant();
        var exclusion = change.exclusion();
        var decision = known.file().withdrawn(exclusion.changedBy());
        return supersedeCase
                .closeAll(
                        known.file(),
                        review -> new ReviewCommand.Withdraw(
                                exclusion.reason(), exclusion.changedBy(), exclusion.notes(), now))
                .flatMap(steps -> {
                    var told = new ArrayList<>(ReviewEvents.of(steps, queues.current(), change.trace()));
                    told.add(ReviewEvents.decided(known.file(), decision, now, change.trace()));
                    return cases.decide(known.file().with(decision)).thenReturn(told);
                });
    }
}
