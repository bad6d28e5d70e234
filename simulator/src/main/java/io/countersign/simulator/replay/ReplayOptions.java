package io.countersign.simulator.replay;

import java.time.Duration;

/**
 * How to replay.
 *
 * @param set the file's set: the source that predictions name, and the natural key space of their items
 * @param run name of the run; the same run again is a repetition
 * @param limit how many cases at most
 * @param rate cases a second at most; 0 for as fast as they are taken
 * @param underWay how many cases at most that were sent and have not settled
 * @param reviewers how many people review
 * @param outcomes share of the cases whose ground truth follows, 0..1
 * @param flipped share of the reviewers' answers that are changed to another label, 0..1
 * @param seed of every draw
 * @param patience how long nothing may move before the replay gives up
 */
public record ReplayOptions(
        String set,
        String run,
        long limit,
        double rate,
        int underWay,
        int reviewers,
        double outcomes,
        double flipped,
        long seed,
        Duration patience) {}
