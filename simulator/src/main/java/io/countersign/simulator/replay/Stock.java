package io.countersign.simulator.replay;

import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Takes stock of a replay now and then: prints progress, and notices when it is complete or when nothing moves any more. */
final class Stock {

    private final long patienceNanos;
    private final long printNanos;
    private final long started;
    private final PrintStream out;

    private long taken;
    private long printed;
    private long moved;
    private @Nullable Progress last;
    private boolean outOfPatience;

    Stock(Duration patience, Duration printEvery, long started, PrintStream out) {
        this.patienceNanos = patience.toNanos();
        this.printNanos = printEvery.toNanos();
        this.started = started;
        this.out = out;
        this.taken = started;
        this.printed = started;
        this.moved = started;
    }

    boolean isDue(Duration every) {
        return System.nanoTime() - taken >= every.toNanos();
    }

    /** Notes how far it is; true when that is the end, well or not. */
    boolean take(Progress now) {
        taken = System.nanoTime();
        if (!now.equals(last)) {
            moved = taken;
        }
        last = now;
        outOfPatience = taken - moved > patienceNanos;
        if (now.complete() || outOfPatience || taken - printed >= printNanos) {
            printed = taken;
            out.println(now.line((taken - started) / 1e9));
        }
        if (outOfPatience) {
            out.printf(
                    "nothing has moved for %d s: giving up%n",
                    Duration.ofNanos(patienceNanos).toSeconds());
        }
        return now.complete() || outOfPatience;
    }

    boolean outOfPatience() {
        return outOfPatience;
    }
}
