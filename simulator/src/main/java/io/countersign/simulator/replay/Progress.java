package io.countersign.simulator.replay;

/**
 * How far a replay is.
 *
 * @param sent predictions sent
 * @param routed cases that were routed or refused
 * @param reviewed cases whose review came to its end
 * @param settled cases that need nothing more
 * @param cases cases in all
 */
record Progress(int sent, int routed, int reviewed, int settled, int cases) {

    boolean complete() {
        return sent == cases && settled == cases;
    }

    String line(double seconds) {
        return "%6.0f s   sent %,d   routed %,d   reviewed %,d   settled %,d of %,d   %,.0f a second"
                .formatted(seconds, sent, routed, reviewed, settled, cases, settled / Math.max(seconds, 0.001));
    }
}
