package io.countersign.simulator.replay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether the replay goes on, ended well, or failed; shared by everyone who takes part. */
final class Settling {

    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    boolean goesOn() {
        return ended.getCount() > 0;
    }

    /** Everything has settled, or nothing moves any more. */
    void end() {
        ended.countDown();
    }

    /** Somebody cannot go on; the first failure is kept. */
    void fail(Exception cause) {
        failure.compareAndSet(null, cause);
        ended.countDown();
    }

    /** Waits; false when the time ran out before the end. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return ended.await(millis, TimeUnit.MILLISECONDS);
    }

    /**
     * Tells a failure.
     *
     * @throws IllegalStateException with the first failure as its cause
     */
    void rethrow() {
        Exception cause = failure.get();
        if (cause != null) {
            throw new IllegalStateException("the replay failed: " + cause.getMessage(), cause);
        }
    }
}
