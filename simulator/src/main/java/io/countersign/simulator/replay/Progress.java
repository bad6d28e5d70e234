package io.countersign.simulator.replay;

import java.util.Collection;

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

    static Progress of(int sent, Collection<PlayedCase> cases) {
        int routed = 0;
        int reviewed = 0;
        int settled = 0;
        for (PlayedCase each : cases) {
            routed += each.isRouted() ? 1 : 0;
            reviewed += each.isReviewed() ? 1 : 0;
            settled += each.isSettled() ? 1 : 0;
        }
        return new Progress(sent, routed, reviewed, settled, cases.size());
    }

    boolean complete() {
        return sent == cases && settled == cases;
    }

    String line(double seconds) {
        return "%6.0f s   sent %,d   routed %,d   reviewed %,d   settled %,d of %,d   %,.0f a second"
                .formatted(seconds, sent, routed, reviewed, settled, cases, settled / Math.max(seconds, 0.001));
    }
}
