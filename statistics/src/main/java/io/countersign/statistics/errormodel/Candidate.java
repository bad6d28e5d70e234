package io.countersign.statistics.errormodel;

import io.countersign.statistics.boosting.BoostingSettings;
import java.util.List;

/** The shapes of model that training chooses between: from careful steps for few labels to rich trees for many. */
final class Candidate {

    /** After how many trees a candidate may stop. */
    static final int[] STOPS = {0, 10, 20, 40, 60, 80, 100, 120};

    private static final int TREES = 120;

    private Candidate() {}

    static List<BoostingSettings> all(long seed) {
        return List.of(
                new BoostingSettings(TREES, 4, 0.05, 20, 10, 64, 0.5, 20, seed),
                new BoostingSettings(TREES, 8, 0.05, 10, 3, 128, 0.5, 5, seed),
                new BoostingSettings(TREES, 15, 0.1, 20, 1, 254, 0.5, 5, seed));
    }
}
