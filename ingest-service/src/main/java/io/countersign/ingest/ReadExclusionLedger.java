package io.countersign.ingest;

import io.countersign.ingest.exclusion.Exclusion;
import io.countersign.ingest.postgres.ExclusionTable;
import io.countersign.ingest.postgres.RefusalTable;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Tells what the exclusion ledger says. */
@Service
public class ReadExclusionLedger {

    private final ExclusionTable ledger;
    private final RefusalTable refusals;
    private final Clock clock;

    ReadExclusionLedger(ExclusionTable ledger, RefusalTable refusals, Clock clock) {
        this.ledger = ledger;
        this.refusals = refusals;
        this.clock = clock;
    }

    /** The exclusions among these keys that are in force now. */
    public Mono<List<Exclusion>> inForce(Collection<String> keys) {
        var now = clock.instant();
        return ledger.find(keys)
                .filter(it -> it.isInForce(now))
                .collectSortedList(Comparator.comparing(Exclusion::key));
    }

    /** Every entry of the key, oldest first. */
    public Mono<List<Exclusion>> history(String key) {
        return ledger.history(key).collectList();
    }

    /** The newest entry of each key, in the order of the keys; an empty text asks for all. */
    public Mono<List<Exclusion>> list(String after, String state, String reason, int limit) {
        return ledger.list(after, state, reason, limit).collectList();
    }

    /** How much was turned away because of these keys and can be replayed. */
    public Mono<Long> countRefused(Collection<String> keys) {
        return refusals.countOpenOf(keys);
    }
}
