package io.countersign.review.queue;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingInt;

import java.util.List;
import java.util.Objects;

/** In which order shelves are tried: those with a case about to breach by its due time, then all by their first case. */
@SuppressWarnings("ArrayRecordComponent") // parameters of a statement
record ShelfOrder(Integer[] breaching, Double[] warned, Integer[] all) {

    static ShelfOrder of(List<ShelfHead> heads) {
        var breaching = heads.stream()
                .filter(head -> head.due() != null)
                .sorted(comparingDouble(head -> Objects.requireNonNull(head.due())))
                .toList();
        var all = heads.stream()
                .sorted(comparingInt(ShelfHead::priority).thenComparingLong(ShelfHead::place))
                .toList();
        return new ShelfOrder(
                breaching.stream().map(ShelfHead::shelf).toArray(Integer[]::new),
                breaching.stream().map(ShelfHead::warned).toArray(Double[]::new),
                all.stream().map(ShelfHead::shelf).toArray(Integer[]::new));
    }
}
