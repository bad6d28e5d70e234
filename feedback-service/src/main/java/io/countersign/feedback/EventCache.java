package io.countersign.feedback;

import io.countersign.feedback.trace.CaseEvents;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The decoded events of the cases that were busy last. An entry carries the stamp of the transaction that left it: it
 * is only believed while the case's locked row has the same stamp, so what was rolled back, or written by another
 * instance, is never taken for the truth.
 */
final class EventCache {

    private final Map<String, Remembered> entries;

    EventCache(int capacity) {
        this.entries = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
                return size() > capacity;
            }
        };
    }

    synchronized Optional<CaseEvents> find(String caseId, @Nullable UUID stamp) {
        var entry = entries.get(caseId);
        return entry != null && entry.stamp().equals(stamp) ? Optional.of(entry.events()) : Optional.empty();
    }

    synchronized void put(String caseId, UUID stamp, CaseEvents events) {
        entries.put(caseId, new Remembered(stamp, events));
    }

    synchronized void forget(Collection<String> caseIds) {
        caseIds.forEach(entries::remove);
    }

    private record Remembered(UUID stamp, CaseEvents events) {}
}
