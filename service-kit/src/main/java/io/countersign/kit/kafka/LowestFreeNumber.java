package io.countersign.kit.kafka;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.TransactionIdSuffixStrategy;

/**
 * Numbers the transactional ids of an instance with the lowest number that is free: a producer that takes the place of a
 * failed or killed one takes its id as well, which fences the old one and ends what it left open. Under an id of its own
 * it would leave that to the transaction's timeout, and readers of committed records would wait for it.
 */
final class LowestFreeNumber implements TransactionIdSuffixStrategy {

    private final BitSet taken = new BitSet();

    @Override
    public synchronized String acquireSuffix(@Nullable String prefix) {
        int free = taken.nextClearBit(0);
        taken.set(free);
        return String.valueOf(free);
    }

    @Override
    public synchronized void releaseSuffix(@Nullable String prefix, @Nullable String suffix) {
        if (suffix != null) {
            taken.clear(Integer.parseInt(suffix));
        }
    }
}
