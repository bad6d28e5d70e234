package io.countersign.ingest.exclusion;

import io.countersign.ingest.exclusion.Exclusion.State;
import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.fault.Faults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Orders to faults: keys that can be keys, and a reason from the list.
 *
 * @param excludeReasons why an item may be excluded
 * @param restoreReasons why it may be restored
 */
public record ExclusionRules(List<String> excludeReasons, List<String> restoreReasons) {

    /** Most keys of one order, and of one look-up. */
    public static final int MOST_KEYS = 1_000;

    private static final Duration LATEST_EXPIRY = Duration.ofDays(36_525);
    private static final int NOTE_LIMIT = 5_000;

    /** Everything that is wrong with the order. */
    public List<Fault> faultsOf(List<String> keys, ExclusionOrder order, Instant now) {
        var faults = new Faults();
        keys(keys, faults);
        var reasons = order.state() == State.EXCLUDED ? excludeReasons : restoreReasons;
        if (!reasons.contains(order.reason())) {
            faults.add("reason", "must be one of " + String.join(", ", reasons));
        }
        faults.text("notes", order.notes(), NOTE_LIMIT);
        faults.optionalName("caseId", order.caseId());
        var expiresAt = order.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(now)) {
            faults.add("expiresAt", "must lie in the future, was " + expiresAt);
        } else if (expiresAt != null && expiresAt.isAfter(now.plus(LATEST_EXPIRY))) {
            faults.add("expiresAt", "must not be more than 100 years ahead, was " + expiresAt);
        }
        return faults.all();
    }

    /** Everything that is wrong with keys that are asked for. */
    public static List<Fault> faultsOfKeys(List<String> keys) {
        var faults = new Faults();
        keys(keys, faults);
        return faults.all();
    }

    private static void keys(List<String> keys, Faults faults) {
        if (keys.isEmpty()) {
            faults.add("keys", "must have at least one entry");
        }
        if (keys.size() > MOST_KEYS) {
            faults.atMost("keys", keys, MOST_KEYS);
        } else {
            faults.each("keys", keys, (path, key) -> faults.name(path, key, Faults.KEY_LIMIT));
        }
    }
}
