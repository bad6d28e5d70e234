package io.countersign.feedback.trace;

import java.time.Instant;
import java.util.List;

/** Something that happened to a case, as the trace needs it. */
public sealed interface CaseEvent {

    /** UUIDv7 that its producer gave it. */
    String eventId();

    /** Revision of the case, from 1. */
    int caseRevision();

    /** When it happened. */
    Instant occurredAt();

    /** What it is among the events of its case: repetitions share it, and no two others do. */
    String naturalKey();

    /** A prediction was let in. {@code itemKeys} are the natural keys of its item. */
    record Scored(String eventId, int caseRevision, Prediction prediction, List<String> itemKeys) implements CaseEvent {
        public Scored {
            itemKeys = List.copyOf(itemKeys);
        }

        @Override
        public Instant occurredAt() {
            return prediction.occurredAt();
        }

        @Override
        public String naturalKey() {
            return "scored/" + caseRevision;
        }
    }

    /** The case was given a lane. */
    record Routed(String eventId, int caseRevision, Routing routing) implements CaseEvent {
        @Override
        public Instant occurredAt() {
            return routing.at();
        }

        @Override
        public String naturalKey() {
            return "routed/" + caseRevision;
        }
    }

    /** Somebody, or the machine alone, decided. */
    record Decided(String eventId, Decision decision) implements CaseEvent {
        @Override
        public int caseRevision() {
            return decision.caseRevision();
        }

        @Override
        public Instant occurredAt() {
            return decision.at();
        }

        @Override
        public String naturalKey() {
            return "decided/" + decision.caseRevision() + "/" + decision.decisionRevision();
        }
    }

    /** A step of a review. Its place among review's events of the case is its own. */
    record Reviewed(String eventId, ReviewStep step) implements CaseEvent {
        @Override
        public int caseRevision() {
            return step.caseRevision();
        }

        @Override
        public Instant occurredAt() {
            return step.at();
        }

        @Override
        public String naturalKey() {
            return "review/" + step.producerSeq();
        }
    }

    /** An outcome became known. */
    record OutcomeKnown(String eventId, int caseRevision, Outcome outcome) implements CaseEvent {
        @Override
        public Instant occurredAt() {
            return outcome.at();
        }

        @Override
        public String naturalKey() {
            return "outcome/" + outcome.outcomeId();
        }
    }

    /** A submission was turned away at the door. */
    record Refused(String eventId, Refusal refusal) implements CaseEvent {
        @Override
        public int caseRevision() {
            return refusal.caseRevision();
        }

        @Override
        public Instant occurredAt() {
            return refusal.at();
        }

        @Override
        public String naturalKey() {
            return "refused/" + refusal.refusalId();
        }
    }
}
