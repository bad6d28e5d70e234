package io.countersign.feedback.trace;

import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.toSet;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The events of one case as a set. Merging is commutative, associative and idempotent: of two events with one natural
 * key the one with the lower event id stands, whichever came first.
 *
 * <p>Of refusals it has the newest {@value #MOST_REFUSALS}: whoever sends without end under one case id, each time turned away,
 * must not make that case ever slower to fold. The door bounds everything else that comes from outside.
 */
public final class CaseEvents {

    /** How many refusals stay: those with the highest natural keys, as ids of refusals sort by time. */
    public static final int MOST_REFUSALS = 20;

    private final Map<String, CaseEvent> byNaturalKey;

    private CaseEvents(Map<String, CaseEvent> byNaturalKey) {
        this.byNaturalKey = byNaturalKey;
    }

    public static CaseEvents none() {
        return new CaseEvents(Map.of());
    }

    public static CaseEvents of(Collection<? extends CaseEvent> events) {
        return none().plus(events);
    }

    /** These and those. */
    public CaseEvents plus(Collection<? extends CaseEvent> events) {
        var merged = new HashMap<>(byNaturalKey);
        events.forEach(event -> merged.merge(event.naturalKey(), event, CaseEvents::standing));
        if (events.stream().anyMatch(CaseEvent.Refused.class::isInstance)) {
            merged.keySet().removeAll(refusalsTooMany(merged.values()));
        }
        return new CaseEvents(merged);
    }

    private static Set<String> refusalsTooMany(Collection<CaseEvent> events) {
        return events.stream()
                .filter(CaseEvent.Refused.class::isInstance)
                .map(CaseEvent::naturalKey)
                .sorted(reverseOrder())
                .skip(MOST_REFUSALS)
                .collect(toSet());
    }

    public boolean isEmpty() {
        return byNaturalKey.isEmpty();
    }

    public int size() {
        return byNaturalKey.size();
    }

    Stream<CaseEvent> all() {
        return byNaturalKey.values().stream();
    }

    <T extends CaseEvent> List<T> of(Class<T> type) {
        return all().filter(type::isInstance).map(type::cast).toList();
    }

    Optional<CaseEvent.Scored> scored(int caseRevision) {
        return Optional.ofNullable((CaseEvent.Scored) byNaturalKey.get("scored/" + caseRevision));
    }

    Optional<CaseEvent.Routed> routed(int caseRevision) {
        return Optional.ofNullable((CaseEvent.Routed) byNaturalKey.get("routed/" + caseRevision));
    }

    private static CaseEvent standing(CaseEvent one, CaseEvent other) {
        return one.eventId().compareTo(other.eventId()) <= 0 ? one : other;
    }
}
