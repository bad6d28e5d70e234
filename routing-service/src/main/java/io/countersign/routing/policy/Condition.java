package io.countersign.routing.policy;

import io.countersign.routing.signal.Signals;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Pure, and safe for use by many threads. */
@FunctionalInterface
public interface Condition {

    Truth test(Signals signals);

    /** What a case must at least say for this to be true of it; null where that is not known. */
    default @Nullable Guard guard() {
        return null;
    }

    /** The condition, which is true of no case that the guard does not let pass. */
    static Condition guarded(Condition condition, Guard guard) {
        return new Condition() {
            @Override
            public Truth test(Signals signals) {
                return condition.test(signals);
            }

            @Override
            public Guard guard() {
                return guard;
            }
        };
    }
}
