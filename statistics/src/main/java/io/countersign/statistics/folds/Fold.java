package io.countersign.statistics.folds;

/**
 * One split: the rows a model is fitted on and the rows it then scores. No independent unit is on both sides.
 *
 * <p>Rows are positions in the caller's list of cases, ascending.
 */
public final class Fold {

    private final int[] train;
    private final int[] test;

    Fold(int[] train, int[] test) {
        this.train = train;
        this.test = test;
    }

    /** Rows to learn from, ascending; a fresh copy. */
    public int[] train() {
        return train.clone();
    }

    /** Rows to score, ascending; a fresh copy. */
    public int[] test() {
        return test.clone();
    }
}
