package io.countersign.ingest.prediction;

import io.countersign.ingest.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** What the door says to a submission. */
public sealed interface Admission {

    /**
     * It goes on.
     *
     * @param standing a person's final decision on the same content
     */
    record Admitted(@Nullable StandingDecision standing) implements Admission {}

    /** It is in already: nothing happens a second time. */
    record Repeated() implements Admission {}

    /** It is turned away. */
    record Refused(Refusal refusal) implements Admission {}
}
