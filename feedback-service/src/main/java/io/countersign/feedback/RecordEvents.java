package io.countersign.feedback;

import io.countersign.feedback.ExclusionStore.CaseKey;
import io.countersign.feedback.trace.CaseEvent;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** Use case: takes a batch of whatever arrived, and brings every case that it concerns up to date. */
public final class RecordEvents {

    private final RefoldCases refold;
    private final ExclusionStore exclusions;
    private final ProtectedGroups groups;

    public RecordEvents(RefoldCases refold, ExclusionStore exclusions, ProtectedGroups groups) {
        this.refold = refold;
        this.exclusions = exclusions;
        this.groups = groups;
    }

    /** Inside the caller's transaction. Repetition changes nothing. */
    public Mono<Void> record(Collection<Arrival> arrivals) {
        var events = only(Arrival.OfCase.class, arrivals);
        var changes = only(Arrival.OfExclusion.class, arrivals);
        var keys = events.stream().flatMap(RecordEvents::keys).distinct().toList();
        return guard(keys, changes)
                .then(Mono.defer(() -> groups.keep(only(Arrival.OfGroups.class, arrivals))))
                .then(Mono.defer(() -> exclusions.link(keys)))
                .then(Mono.defer(() -> exclusions.change(changes)))
                .then(Mono.defer(() -> exclusions.casesOf(
                        changes.stream().map(Arrival.OfExclusion::key).toList())))
                .flatMap(others -> {
                    var affected = new TreeSet<>(others);
                    events.forEach(event -> affected.add(event.caseId()));
                    return refold.refold(affected, events);
                })
                .then();
    }

    private Mono<Void> guard(List<CaseKey> keys, List<Arrival.OfExclusion> changes) {
        return keys.isEmpty() && changes.isEmpty() ? Mono.empty() : exclusions.guard(!changes.isEmpty());
    }

    private static Stream<CaseKey> keys(Arrival.OfCase arrival) {
        return arrival.event() instanceof CaseEvent.Scored scored
                ? scored.itemKeys().stream().map(key -> new CaseKey(arrival.caseId(), key))
                : Stream.empty();
    }

    private static <T extends Arrival> List<T> only(Class<T> kind, Collection<Arrival> arrivals) {
        return arrivals.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
