package io.countersign.review.http;

import io.countersign.review.task.QueueState;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A queue and what waits in it.
 *
 * @param depth how many cases wait
 * @param oldest when the longest waiting one was opened; null where none waits
 * @param nextDue when the next one is due; null where none waits
 * @param held how many are in somebody's hands
 * @param blind "none", or "until_judgment" where the model's answer stays hidden first
 */
record QueueView(
        String name,
        int tier,
        String blind,
        Set<String> requiredSkills,
        Set<String> permittedActions,
        @Nullable String escalatesTo,
        long slaSeconds,
        long warnBeforeSeconds,
        long depth,
        @Nullable Instant oldest,
        @Nullable Instant nextDue,
        long held) {

    static QueueView of(QueueState state) {
        var setup = state.setup();
        var rules = setup.rules();
        return new QueueView(
                rules.name(),
                rules.tier(),
                rules.blindFirst() ? "until_judgment" : "none",
                new TreeSet<>(setup.requiredSkills()),
                new TreeSet<>(rules.permittedActions()),
                rules.escalatesTo(),
                rules.sla().toSeconds(),
                setup.warnBefore().toSeconds(),
                state.depth(),
                state.oldest(),
                state.nextDue(),
                state.held());
    }
}
