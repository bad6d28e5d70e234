package io.countersign.routing.policy;

import io.countersign.routing.signal.Signals;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a case must say for a condition to be true of it: one of these texts. That need not be enough.
 *
 * @param reading a text of the case
 */
public record Guard(Reading reading, Set<String> texts) {

    /** What the case says there; null where it says nothing, and no guard lets it pass. */
    static @Nullable String said(Reading reading, Signals signals) {
        return (String) reading.valueIn(signals);
    }

    /** Whether the case says one of the texts. */
    public boolean lets(Signals signals) {
        String said = said(reading, signals);
        return said != null && texts.contains(said);
    }
}
