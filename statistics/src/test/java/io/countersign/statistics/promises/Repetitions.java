package io.countersign.statistics.promises;

/** How often a simulation is repeated: briefly in every build, as often as {@code -Dcountersign.repetitions=N} says by hand. */
final class Repetitions {
    private static final int ASKED = Integer.getInteger("countersign.repetitions", 0);

    private Repetitions() {}

    static int orBriefly(int brief) {
        return ASKED > 0 ? ASKED : brief;
    }

    /**
     * The largest share that repetitions of an event of that chance still show by luck, three standard errors up: a
     * simulation must not fail a method that keeps its promise exactly.
     */
    static double withLuck(double chance, int repetitions) {
        return chance + 3 * Math.sqrt(chance * (1 - chance) / repetitions);
    }
}
