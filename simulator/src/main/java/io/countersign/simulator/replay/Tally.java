package io.countersign.simulator.replay;

/** How many cases of a replay have come how far, kept up case by case: taking stock must not look at all of them. */
final class Tally {

    private final int cases;
    private int routed;
    private int reviewed;
    private int settled;

    /** @param cases how many there are, none of them traced yet */
    Tally(int cases) {
        this.cases = cases;
    }

    /** Hands a trace to its case and counts what that changes. */
    void traced(PlayedCase each, TraceSummary trace) {
        count(each, -1);
        each.traced(trace);
        count(each, 1);
    }

    private void count(PlayedCase each, int by) {
        routed += each.isRouted() ? by : 0;
        reviewed += each.isReviewed() ? by : 0;
        settled += each.isSettled() ? by : 0;
    }

    /** @param sent how many predictions have been sent */
    Progress progress(int sent) {
        return new Progress(sent, routed, reviewed, settled, cases);
    }
}
