package io.countersign.routing.policy;

import io.countersign.routing.signal.SignalName;
import io.countersign.routing.signal.Signals;
import java.util.List;
import java.util.Set;

/**
 * A named number that may differ by label, action and source.
 *
 * @param is what holds where no exemption matches
 * @param exemptions the first that matches holds
 */
public record Threshold(double is, List<Exemption> exemptions) {

    /** The number that holds for this case. */
    public double of(Signals signals) {
        for (Exemption exemption : exemptions) {
            if (exemption.matches(signals)) {
                return exemption.is();
            }
        }
        return is;
    }

    /** Another number for some cases. An empty set matches every case; all sets must match. */
    public record Exemption(Set<String> labels, Set<String> actions, Set<String> sources, double is) {

        boolean matches(Signals signals) {
            return holds(labels, signals, SignalName.LABEL)
                    && holds(actions, signals, SignalName.ACTION)
                    && holds(sources, signals, SignalName.SOURCE);
        }

        private static boolean holds(Set<String> wanted, Signals signals, SignalName name) {
            String value = signals.text(name);
            return wanted.isEmpty() || (value != null && wanted.contains(value));
        }
    }
}
