package io.countersign.ingest;

import io.countersign.ingest.exclusion.Exclusion;
import io.countersign.ingest.exclusion.Exclusion.State;
import io.countersign.ingest.exclusion.ExclusionOrder;
import io.countersign.ingest.postgres.ExclusionTable;
import io.countersign.ingest.wire.IngestEvents;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Adds entries to the exclusion ledger, and tells of each. */
@Service
public class KeepExclusionLedger {

    private static final int EXPIRED_AT_ONCE = 500;

    private final ExclusionTable ledger;
    private final Outbox outbox;
    private final DoorMetrics metrics;
    private final Clock clock;
    private final TransactionalOperator transaction;

    KeepExclusionLedger(
            ExclusionTable ledger, Outbox outbox, DoorMetrics metrics, Clock clock, TransactionalOperator transaction) {
        this.ledger = ledger;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
        this.transaction = transaction;
    }

    /** An order for some keys. */
    public record Order(Collection<String> keys, ExclusionOrder order, TraceParent trace) {}

    /**
     * Carries orders out, in their order. Must be inside a transaction.
     *
     * @return the entries that were added: none for a key that stood so already
     */
    public Mono<List<Exclusion>> carryOut(List<Order> orders) {
        return lock(orders).flatMap(present -> write(orders, present));
    }

    /** As {@link #carryOut}, in a transaction of its own. */
    public Mono<List<Exclusion>> carryOutNow(List<Order> orders) {
        return transaction.transactional(carryOut(orders));
    }

    /**
     * Restores what has run out, some hundreds at a time.
     *
     * @return how many were restored
     */
    public Mono<Integer> restoreRunOut() {
        return transaction.transactional(ledger.lockRunOut(clock.instant(), EXPIRED_AT_ONCE)
                .flatMap(runOut -> runOut.isEmpty() ? Mono.just(0) : restore(runOut)));
    }

    private Mono<Integer> restore(List<Exclusion> runOut) {
        var present = new HashMap<String, Exclusion>();
        runOut.forEach(it -> present.put(it.key(), it));
        var order = new Order(present.keySet(), ExclusionOrder.EXPIRED, TraceParent.fresh());
        return write(List.of(order), present).map(List::size);
    }

    private Mono<Map<String, Exclusion>> lock(List<Order> orders) {
        var excluded = keys(orders, State.EXCLUDED);
        var restored = keys(orders, State.RESTORED);
        restored.removeAll(excluded);
        return (excluded.isEmpty() ? Mono.just(Map.<String, Exclusion>of()) : ledger.lockForExclusion(excluded))
                .flatMap(present -> restored.isEmpty()
                        ? Mono.just(present)
                        : ledger.lockKnown(restored).map(more -> {
                            var all = new HashMap<>(present);
                            all.putAll(more);
                            return all;
                        }));
    }

    private Mono<List<Exclusion>> write(List<Order> orders, Map<String, Exclusion> present) {
        var now = clock.instant();
        var newest = new HashMap<>(present);
        var added = new ArrayList<Added>();
        for (var order : orders) {
            for (var key : new TreeSet<>(order.keys())) {
                order.order().on(key, newest.get(key), now).ifPresent(entry -> {
                    newest.put(key, entry);
                    added.add(new Added(entry, order.trace()));
                });
            }
        }
        if (added.isEmpty()) {
            return Mono.just(List.of());
        }
        var entries = added.stream().map(Added::entry).toList();
        return ledger.write(entries)
                .then(outbox.append(added.stream()
                        .map(it -> IngestEvents.changed(it.entry(), it.trace()))
                        .toList()))
                .thenReturn(entries)
                .doOnNext(metrics::countExclusions);
    }

    private static SortedSet<String> keys(List<Order> orders, State state) {
        var keys = new TreeSet<String>();
        orders.stream().filter(it -> it.order().state() == state).forEach(it -> keys.addAll(it.keys()));
        return keys;
    }

    private record Added(Exclusion entry, TraceParent trace) {}
}
