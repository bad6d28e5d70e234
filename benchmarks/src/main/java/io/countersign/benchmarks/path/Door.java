package io.countersign.benchmarks.path;

import java.util.List;

/** A way in for predictions. Sends without waiting; what is not taken in is noticed by {@link #close}. */
interface Door extends AutoCloseable {

    /** Sends predictions for these cases together. */
    void send(List<String> caseIds);

    /**
     * Waits until everything sent has been answered.
     *
     * @throws IllegalStateException if anything was not taken in
     */
    @Override
    void close();
}
