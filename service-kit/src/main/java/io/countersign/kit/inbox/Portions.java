package io.countersign.kit.inbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;

/**
 * How many records go into one transaction: all of a batch, until so many take too long. Tried again as it is, such a batch
 * would take too long for ever. Safe for use by many threads.
 */
final class Portions {

    private static final Logger LOG = LoggerFactory.getLogger(Portions.class);
    /** A portion that took less than this share of the time that it may take can be doubled. */
    private static final int ROOM = 4;
    /** More than any batch. */
    private static final int ENOUGH = 1 << 20;
    /** Where so few take too long it is not because of their number: the database is away, and will be caught up with. */
    private static final int FEW = 50;

    private final long comfortable;
    private final Map<String, Integer> limits = new ConcurrentHashMap<>();

    /** @param patience how long a transaction may take */
    Portions(Duration patience) {
        this.comfortable = patience.toNanos() / ROOM;
    }

    /**
     * Hands the items over in order, in portions. After one that took too long the next call makes portions half as large,
     * but none of fewer than fifty; they grow again with each call in which none came near the limit.
     *
     * @throws QueryTimeoutException as thrown by {@code work}: the portions before are done, this one and those after it are not
     */
    <T> void each(String consumer, List<T> items, Consumer<List<T>> work) {
        int most = limits.getOrDefault(consumer, ENOUGH);
        long slowest = 0;
        for (int from = 0; from < items.size(); from += most) {
            var portion = items.subList(from, Math.min(items.size(), from + most));
            long begin = System.nanoTime();
            try {
                work.accept(portion);
            } catch (QueryTimeoutException tooLong) {
                halve(consumer, portion.size());
                throw tooLong;
            }
            slowest = Math.max(slowest, System.nanoTime() - begin);
        }
        if (items.size() >= most && slowest < comfortable) {
            limits.computeIfPresent(consumer, (_, limit) -> Math.min(ENOUGH, 2 * limit));
        }
    }

    private void halve(String consumer, int records) {
        if (records > FEW) {
            int half = Math.max(FEW, records / 2);
            limits.put(consumer, half);
            LOG.warn("{} records for {} took too long; the next try has {} at once", records, consumer, half);
        }
    }
}
