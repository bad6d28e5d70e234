package io.countersign.feedback;

import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Use case: folds cases again from the event store, some at a time in the order of their ids. What was right before
 * is left alone, trace and label to the digest; what was not is written and published again. Facts that metrics are computed
 * from are brought in line as well.
 */
public final class RebuildTraces {

    private static final int BATCH = 500;

    private final CaseStore cases;
    private final RefoldCases refold;
    private final UnaryOperator<Mono<Integer>> transaction;

    /** @param transaction makes what it is given one database transaction */
    public RebuildTraces(CaseStore cases, RefoldCases refold, UnaryOperator<Mono<Integer>> transaction) {
        this.cases = cases;
        this.refold = refold;
        this.transaction = transaction;
    }

    /**
     * @param after the case id to begin behind; empty for the first
     * @param limit how many cases at most
     */
    public Mono<Rebuilt> rebuild(String after, int limit) {
        return cases.caseIds(after, limit)
                .flatMap(ids -> Flux.fromIterable(ids)
                        .buffer(BATCH)
                        .concatMap(this::batch)
                        .reduce(0, Integer::sum)
                        .map(changed -> new Rebuilt(ids.size(), changed, ids.size() < limit ? null : ids.getLast())));
    }

    private Mono<Integer> batch(List<String> ids) {
        return transaction.apply(refold.afresh(new TreeSet<>(ids)));
    }

    /**
     * @param cases how many were folded
     * @param changed how many of them were not what their events say
     * @param next the case id to go on behind; null when there are no more
     */
    public record Rebuilt(int cases, int changed, @Nullable String next) {}
}
