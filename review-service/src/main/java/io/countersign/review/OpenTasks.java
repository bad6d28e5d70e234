package io.countersign.review;

import io.countersign.kit.ids.Ids;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.review.kafka.ReviewEvents;
import io.countersign.review.postgres.PostgresCases;
import io.countersign.review.postgres.PostgresCases.Keyed;
import io.countersign.review.postgres.PostgresCases.Known;
import io.countersign.review.postgres.PostgresOpenings;
import io.countersign.review.postgres.PostgresOpenings.Opening;
import io.countersign.review.task.CaseFile;
import io.countersign.review.task.KeyExclusion;
import io.countersign.review.task.ReviewEvent;
import io.countersign.review.task.RoutedCase;
import io.countersign.review.task.RoutedCase.Errand;
import io.countersign.review.task.TaskFacts;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes in a batch of routed cases: notes each one's decision, opens a task where a person is asked, closes what a newer
 * revision supersedes. What is repeated changes nothing. Works inside the inbox's transaction.
 */
@Component
public class OpenTasks {

    private final PostgresCases cases;
    private final PostgresOpenings openings;
    private final SupersedeCase supersedeCase;
    private final QueueBook queues;
    private final Outbox outbox;
    private final Clock clock;

    OpenTasks(
            PostgresCases cases,
            PostgresOpenings openings,
            SupersedeCase supersedeCase,
            QueueBook queues,
            Outbox outbox,
            Clock clock) {
        this.cases = cases;
        this.openings = openings;
        this.supersedeCase = supersedeCase;
        this.queues = queues;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A case, and the trace that it came with. */
    public record Traced(RoutedCase routed, TraceParent trace) {

        private String caseId() {
            return routed.file().caseId();
        }

        private Keyed keyed() {
            return new Keyed(routed.file(), routed.itemKeys(), true);
        }
    }

    /** Takes in the cases, in the order of the topic. */
    public Mono<Void> open(List<Traced> batch) {
        return batch.isEmpty()
                ? Mono.empty()
                : cases.besideTheLedger()
                        .then(excluded(batch))
                        .flatMapMany(excluded ->
                                Flux.fromIterable(rounds(batch)).concatMap(round -> takeIn(round, excluded)))
                        .collectList()
                        .flatMap(told -> outbox.append(
                                told.stream().flatMap(Collection::stream).toList()));
    }

    private Mono<Map<String, KeyExclusion>> excluded(List<Traced> batch) {
        var keys = batch.stream()
                .flatMap(traced -> traced.routed().itemKeys().stream())
                .collect(Collectors.toSet());
        return cases.excluded(keys)
                .map(list -> list.stream().collect(Collectors.toMap(KeyExclusion::key, Function.identity())));
    }

    /** The batch in its order, cut so that no case comes twice in one round. */
    private static List<List<Traced>> rounds(List<Traced> batch) {
        var rounds = new ArrayList<List<Traced>>();
        Map<String, Integer> seen = new HashMap<>();
        for (var traced : batch) {
            int round = seen.merge(traced.caseId(), 1, Integer::sum) - 1;
            if (round == rounds.size()) {
                rounds.add(new ArrayList<>());
            }
            rounds.get(round).add(traced);
        }
        return rounds;
    }

    private Mono<List<OutgoingEvent>> takeIn(List<Traced> round, Map<String, KeyExclusion> excluded) {
        return cases.insertNew(round.stream().map(Traced::keyed).toList())
                .flatMap(fresh -> takeInKnown(round, fresh).flatMap(known -> follow(round, fresh, known, excluded)));
    }

    /** What came of cases that were known already: which are news all the same, and what was told of them. */
    private record OfKnown(Set<String> news, List<OutgoingEvent> told) {}

    private Mono<OfKnown> takeInKnown(List<Traced> round, Set<String> fresh) {
        var byId = round.stream()
                .filter(traced -> !fresh.contains(traced.caseId()))
                .collect(Collectors.toMap(Traced::caseId, Function.identity()));
        return cases.lock(byId.keySet())
                .flatMapMany(Flux::fromIterable)
                .concatMap(known -> update(known, byId.get(known.file().caseId())))
                .collectList()
                .map(updates -> new OfKnown(
                        updates.stream().flatMap(u -> u.news().stream()).collect(Collectors.toSet()),
                        updates.stream().flatMap(u -> u.told().stream()).toList()));
    }

    private Mono<OfKnown> update(Known known, @Nullable Traced traced) {
        if (traced == null) {
            return Mono.empty();
        }
        var newer = traced.routed().file();
        var old = known.file();
        if (newer.caseRevision() > old.caseRevision()) {
            return supersedeCase
                    .supersede(old, traced.keyed(), clock.instant())
                    .map(steps -> new OfKnown(
                            Set.of(traced.caseId()), ReviewEvents.of(steps, queues.current(), traced.trace())));
        }
        if (newer.caseRevision() == old.caseRevision() && !known.routed()) {
            return lateWordOf(old, traced);
        }
        return Mono.empty();
    }

    /** Somebody asked for a review before routing's word came: a person's decision, where there is one already, stands. */
    private Mono<OfKnown> lateWordOf(CaseFile old, Traced traced) {
        boolean judged = old.newest().revision() > 1;
        var file = judged ? old : traced.routed().file();
        return cases.replace(new Keyed(file, traced.routed().itemKeys(), true))
                .thenReturn(new OfKnown(judged ? Set.of() : Set.of(traced.caseId()), List.of()));
    }

    private Mono<List<OutgoingEvent>> follow(
            List<Traced> round, Set<String> fresh, OfKnown known, Map<String, KeyExclusion> excluded) {
        var news = round.stream()
                .filter(traced ->
                        fresh.contains(traced.caseId()) || known.news().contains(traced.caseId()))
                .toList();
        var told = new ArrayList<>(known.told());
        var toOpen = new ArrayList<Opening>();
        var toWithdraw = new ArrayList<Mono<Void>>();
        for (var traced : news) {
            var exclusion = exclusionOf(traced, excluded);
            if (exclusion != null) {
                toWithdraw.add(withdraw(traced, exclusion, told));
            } else if (traced.routed().errand() != null) {
                toOpen.add(opening(traced, traced.routed().errand(), told));
            }
        }
        return cases.addKeys(news.stream().map(Traced::keyed).toList())
                .then(openings.open(toOpen))
                .thenMany(Flux.concat(toWithdraw))
                .then(Mono.just(told));
    }

    private Opening opening(Traced traced, Errand errand, List<OutgoingEvent> told) {
        var now = clock.instant();
        var file = traced.routed().file();
        var due = errand.dueAt() != null
                ? errand.dueAt()
                : now.plus(queues.current().of(errand.queue()).sla());
        var facts = new TaskFacts(
                Ids.next(), file.caseId(), file.caseRevision(), errand.purpose(), errand.priority(), due, now);
        var opened = new ReviewEvent.Opened(facts, errand.queue(), Set.of(), now);
        told.add(ReviewEvents.opened(opened, traced.trace()));
        return new Opening(opened, null, errand.tier(), errand.skills(), errand.content());
    }

    /** The item was excluded after the door had let its case in, and before it came here: nobody need look at it. */
    private Mono<Void> withdraw(Traced traced, KeyExclusion exclusion, List<OutgoingEvent> told) {
        Instant now = clock.instant();
        var file = traced.routed().file();
        var decision = file.withdrawn(exclusion.changedBy());
        told.add(ReviewEvents.decided(file, decision, now, traced.trace()));
        return cases.decide(file.with(decision));
    }

    private static @Nullable KeyExclusion exclusionOf(Traced traced, Map<String, KeyExclusion> excluded) {
        return traced.routed().itemKeys().stream()
                .filter(excluded::containsKey)
                .map(excluded::get)
                .filter(exclusion -> exclusion.takesBack(traced.routed().file()))
                .findFirst()
                .orElse(null);
    }
}
