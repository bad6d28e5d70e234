package io.countersign.benchmarks.routing;

/** Something that reads scored predictions and writes routed cases and decisions, exactly once. */
interface Loop {

    String name();

    /** Takes up what has come since its last run, and returns when all of it is committed. */
    Run run(int cases) throws Exception;

    /**
     * What one run took, from the first transaction's beginning to the last one's end.
     *
     * @param transactions how many there were
     * @param bytes of all values written, uncompressed
     */
    record Run(int cases, double seconds, int transactions, long bytes) {

        double casesPerSecond() {
            return cases / seconds;
        }
    }
}
