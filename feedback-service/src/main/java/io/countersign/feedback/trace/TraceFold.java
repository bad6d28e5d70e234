package io.countersign.feedback.trace;

import static java.util.Comparator.comparingLong;
import static java.util.Comparator.naturalOrder;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Set of events → trace. A pure function: nothing but the set counts, so order, repetition and lateness leave no mark.
 */
public final class TraceFold {

    /**
     * @param events at least one
     * @param excluded which of the item's keys are excluded now; others are ignored
     */
    public static CaseTrace fold(String caseId, CaseEvents events, Set<String> excluded) {
        int revision = newestRevision(events);
        var scored = events.scored(revision);
        var prediction = scored.map(CaseEvent.Scored::prediction).orElse(null);
        var routing = events.routed(revision).map(CaseEvent.Routed::routing).orElse(null);
        var decisions =
                sorted(events.of(CaseEvent.Decided.class).stream().map(CaseEvent.Decided::decision), Decision.ORDER);
        var outcomes = sorted(
                events.of(CaseEvent.OutcomeKnown.class).stream().map(CaseEvent.OutcomeKnown::outcome), Outcome.ORDER);
        return new CaseTrace(
                caseId,
                revision,
                events.all().map(CaseEvent::occurredAt).max(naturalOrder()).orElseThrow(),
                state(events, revision, prediction, routing, decisions),
                prediction,
                routing,
                sorted(
                        events.of(CaseEvent.Reviewed.class).stream().map(CaseEvent.Reviewed::step),
                        comparingLong(ReviewStep::producerSeq)),
                decisions,
                outcomes,
                sorted(events.of(CaseEvent.Refused.class).stream().map(CaseEvent.Refused::refusal), Refusal.ORDER),
                decisions.isEmpty() ? null : decisions.getLast().holdingLabel(),
                trueLabel(outcomes),
                scored.map(s -> s.itemKeys().stream()
                                .filter(excluded::contains)
                                .distinct()
                                .sorted()
                                .toList())
                        .orElse(List.of()),
                superseded(events, revision));
    }

    /** Every key of the case's item, by the newest revision: what {@code fold} needs to know the exclusion of. */
    public static List<String> itemKeys(CaseEvents events) {
        return events.scored(newestRevision(events))
                .map(CaseEvent.Scored::itemKeys)
                .orElse(List.of());
    }

    /** A refused revision does not supersede what was let in, and an outcome speaks of the case. */
    private static int newestRevision(CaseEvents events) {
        return lifecycle(events)
                .max(naturalOrder())
                .or(() -> events.all().map(CaseEvent::caseRevision).max(naturalOrder()))
                .orElseThrow(() -> new IllegalArgumentException("A trace needs at least one event"));
    }

    private static List<Integer> superseded(CaseEvents events, int newest) {
        return lifecycle(events)
                .filter(revision -> revision < newest)
                .distinct()
                .sorted()
                .toList();
    }

    private static Stream<Integer> lifecycle(CaseEvents events) {
        return events.all()
                .filter(event -> switch (event) {
                    case CaseEvent.Scored _, CaseEvent.Routed _, CaseEvent.Decided _, CaseEvent.Reviewed _ -> true;
                    case CaseEvent.OutcomeKnown _, CaseEvent.Refused _ -> false;
                })
                .map(CaseEvent::caseRevision);
    }

    private static TraceState state(
            CaseEvents events,
            int revision,
            @Nullable Prediction prediction,
            @Nullable Routing routing,
            List<Decision> decisions) {
        var current = decisions.stream()
                .filter(decision -> decision.caseRevision() == revision)
                .toList();
        boolean reviewed =
                events.of(CaseEvent.Reviewed.class).stream().anyMatch(event -> event.caseRevision() == revision);
        if (prediction == null) {
            return events.all().allMatch(CaseEvent.Refused.class::isInstance) ? TraceState.REFUSED : TraceState.PARTIAL;
        }
        if (routing == null) {
            return current.isEmpty() && !reviewed ? TraceState.SCORED : TraceState.PARTIAL;
        }
        if (hasGap(current)) {
            return TraceState.PARTIAL;
        }
        return current.isEmpty() ? (reviewed ? TraceState.PARTIAL : TraceState.ROUTED) : decided(current.getLast());
    }

    private static TraceState decided(Decision newest) {
        if (newest.isWithdrawal()) {
            return TraceState.WITHDRAWN;
        }
        return newest.isFinal() ? TraceState.DECIDED : TraceState.WAITING;
    }

    /** Decision revisions have no gaps, so one that is missing has not arrived yet. */
    private static boolean hasGap(List<Decision> decisions) {
        return !decisions.isEmpty() && decisions.getLast().decisionRevision() != decisions.size();
    }

    private static @Nullable String trueLabel(List<Outcome> outcomes) {
        return outcomes.reversed().stream()
                .filter(Outcome::isGroundTruth)
                .map(Outcome::label)
                .flatMap(label -> Optional.ofNullable(label).stream())
                .findFirst()
                .orElse(null);
    }

    private static <T> List<T> sorted(Stream<T> parts, Comparator<T> order) {
        return parts.sorted(order).toList();
    }

    private TraceFold() {}
}
