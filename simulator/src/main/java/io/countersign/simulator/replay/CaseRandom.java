package io.countersign.simulator.replay;

import java.util.SplittableRandom;

/** Chance for one case: the same for the same seed, whatever order cases come in, and of its own for each seed and purpose. */
final class CaseRandom {

    private CaseRandom() {}

    static SplittableRandom of(long seed, String purpose, String idInFile) {
        // Mixed first: seeds beside each other would meet ids beside each other, and draw the same of other cases.
        long base = new SplittableRandom(seed).nextLong();
        return new SplittableRandom(base ^ ((long) purpose.hashCode() << Integer.SIZE) ^ idInFile.hashCode());
    }
}
