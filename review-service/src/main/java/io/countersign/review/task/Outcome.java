package io.countersign.review.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What comes of a command: events to apply, and a refusal where it was refused. Both at once where the refusal itself
 * had an effect: a lease that was found to have lapsed, an answer that the refusal gives away.
 *
 * @param refusal null where the command was carried out
 */
public record Outcome(List<ReviewEvent> events, @Nullable Refusal refusal) {

    public Outcome {
        events = List.copyOf(events);
    }

    /** What happens, and nothing is refused; without events, nothing at all. */
    public static Outcome of(ReviewEvent... events) {
        return new Outcome(List.of(events), null);
    }

    static Outcome refused(Refusal refusal) {
        return new Outcome(List.of(), refusal);
    }

    static Outcome refusedAfter(ReviewEvent event, Refusal refusal) {
        return new Outcome(List.of(event), refusal);
    }
}
