package io.countersign.feedback;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.countersign.feedback.CaseStore.ChangedCase;
import io.countersign.feedback.CaseStore.EncodedLabel;
import io.countersign.feedback.CaseStore.Standing;
import io.countersign.feedback.label.LabelRule;
import io.countersign.feedback.trace.CaseEvent;
import io.countersign.feedback.trace.CaseEvents;
import io.countersign.feedback.trace.TraceFold;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Use case: brings the rows of some cases in line with their events. Runs inside the caller's transaction: locks the
 * cases, keeps what is new, folds all events of each, and writes the rows of which a digest changed.
 */
public final class RefoldCases {

    private final CaseStore cases;
    private final ExclusionStore exclusions;
    private final ReviewRequests reviews;
    private final TraceCodec codec;
    private final LabelRule rule;
    private final EventCache cache;
    private final Scheduler folding;

    /**
     * @param cachedCases how many cases to keep the decoded events of
     * @param folding where bytes are decoded and cases folded: the codec may have to wait for the schema registry
     */
    public RefoldCases(
            CaseStore cases,
            ExclusionStore exclusions,
            ReviewRequests reviews,
            TraceCodec codec,
            LabelRule rule,
            int cachedCases,
            Scheduler folding) {
        this.cases = cases;
        this.exclusions = exclusions;
        this.reviews = reviews;
        this.codec = codec;
        this.rule = rule;
        this.cache = new EventCache(cachedCases);
        this.folding = folding;
    }

    /**
     * @param caseIds which cases; those without any event are left alone
     * @param arrived events that are new, or repeated, of some of these cases
     * @return how many cases changed
     */
    Mono<Integer> refold(SortedSet<String> caseIds, List<Arrival.OfCase> arrived) {
        return folded(caseIds, arrived, change -> write(change, arrived));
    }

    /**
     * As {@link #refold}, from the event store alone, whatever is remembered of the cases. Facts are compared as well: with
     * another version of the software other facts may follow from the same trace.
     */
    Mono<Integer> afresh(SortedSet<String> caseIds) {
        cache.forget(caseIds);
        return folded(
                caseIds,
                List.of(),
                change -> write(change, List.of())
                        .flatMap(changed -> cases.mendFacts(change.same()).map(mended -> changed + mended)));
    }

    private Mono<Integer> folded(
            SortedSet<String> caseIds, List<Arrival.OfCase> arrived, Function<Change, Mono<Integer>> written) {
        if (caseIds.isEmpty()) {
            return Mono.just(0);
        }
        return cases.lock(caseIds)
                .flatMap(standing -> cases.keep(arrived)
                        .then(Mono.defer(() -> events(caseIds, standing, arrived)))
                        .flatMap(events -> excluded(events.values())
                                .publishOn(folding)
                                .map(excluded -> change(events, standing, excluded)))
                        .flatMap(written));
    }

    private Mono<Map<String, CaseEvents>> events(
            SortedSet<String> caseIds, Map<String, Standing> standing, List<Arrival.OfCase> arrived) {
        var known = new HashMap<String, CaseEvents>();
        var unknown = new TreeSet<String>();
        for (String caseId : caseIds) {
            var stands = standing.getOrDefault(caseId, Standing.NONE);
            if (!stands.isNew()) {
                cache.find(caseId, stands.stamp())
                        .ifPresentOrElse(events -> known.put(caseId, events), () -> unknown.add(caseId));
            }
        }
        var news =
                arrived.stream().collect(groupingBy(Arrival.OfCase::caseId, mapping(Arrival.OfCase::event, toList())));
        return load(unknown).map(loaded -> {
            loaded.putAll(known);
            news.forEach((caseId, fresh) -> loaded.merge(caseId, CaseEvents.of(fresh), (old, _) -> old.plus(fresh)));
            return loaded;
        });
    }

    private Mono<Map<String, CaseEvents>> load(Collection<String> caseIds) {
        if (caseIds.isEmpty()) {
            return Mono.fromSupplier(HashMap::new);
        }
        return cases.events(caseIds).publishOn(folding).map(stored -> {
            var events = new HashMap<String, CaseEvents>();
            stored.forEach((caseId, wires) -> events.put(caseId, CaseEvents.of(decoded(wires))));
            return events;
        });
    }

    private List<CaseEvent> decoded(List<WireEvent> wires) {
        return wires.stream().map(codec::decode).toList();
    }

    private Mono<Set<String>> excluded(Collection<CaseEvents> events) {
        var keys = new HashSet<String>();
        events.forEach(each -> keys.addAll(TraceFold.itemKeys(each)));
        return keys.isEmpty() ? Mono.just(Set.of()) : exclusions.excludedOf(keys);
    }

    private Change change(Map<String, CaseEvents> events, Map<String, Standing> standing, Set<String> excluded) {
        var stamp = UUID.randomUUID();
        var changed = new ArrayList<ChangedCase>();
        var same = new ArrayList<FoldedCase>();
        events.forEach((caseId, all) -> {
            var folded = FoldedCase.of(caseId, all, excluded, rule);
            changed(folded, stamp, standing.getOrDefault(caseId, Standing.NONE))
                    .ifPresentOrElse(changed::add, () -> same.add(folded));
        });
        return new Change(stamp, events, changed, same);
    }

    /** A label may change although its trace does not: by other weights. It goes out with a new version of the trace. */
    private Optional<ChangedCase> changed(FoldedCase folded, UUID stamp, Standing before) {
        long version = before.version() + 1;
        var label = newLabel(folded, before, version);
        return codec.encode(folded.trace(), label.isPresent() ? null : before.digest(), version)
                .map(trace -> new ChangedCase(folded, stamp, trace, label));
    }

    private Optional<EncodedLabel> newLabel(FoldedCase folded, Standing before, long version) {
        return folded.label().flatMap(label -> codec.encode(folded.trace(), label, before.labelDigest(), version));
    }

    private Mono<Integer> write(Change change, List<Arrival.OfCase> arrived) {
        var untouched = new TreeSet<String>();
        arrived.forEach(event -> untouched.add(event.caseId()));
        change.changed().forEach(each -> untouched.remove(each.folded().caseId()));
        return cases.write(change.changed())
                .then(Mono.defer(() -> cases.touch(untouched, change.stamp())))
                .then(Mono.defer(() -> reviews.request(change.changed().stream()
                        .flatMap(each -> each.folded().owedReviews().stream())
                        .toList())))
                .then(Mono.fromSupplier(() -> {
                    remember(change, untouched);
                    return change.changed().size();
                }));
    }

    private void remember(Change change, Collection<String> touched) {
        change.changed().forEach(each -> remember(change, each.folded().caseId()));
        touched.forEach(caseId -> remember(change, caseId));
    }

    private void remember(Change change, String caseId) {
        var events = change.events().get(caseId);
        if (events != null) {
            cache.put(caseId, change.stamp(), events);
        }
    }

    private record Change(
            UUID stamp, Map<String, CaseEvents> events, List<ChangedCase> changed, List<FoldedCase> same) {}
}
