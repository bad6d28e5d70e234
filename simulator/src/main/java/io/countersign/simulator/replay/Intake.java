package io.countersign.simulator.replay;

import io.countersign.casefiles.Case;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends the predictions in their order: no faster than asked, and with no more of them under way than asked. The past comes
 * all at once; without a bound, cases would wait long between one service and the next, as they do not in operation.
 */
final class Intake implements Runnable {

    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Collection<Case> cases;
    private final Consumer<Case> send;
    private final Runnable flush;
    private final ReplayOptions options;
    private final Settling settling;
    private final long firstSend;
    private final AtomicInteger sent = new AtomicInteger();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private final Semaphore room;

    /**
     * @param send sends a case's prediction
     * @param flush waits until everything sent has arrived
     * @param firstSend when the replay began, by {@link System#nanoTime}
     */
    Intake(
            Collection<Case> cases,
            Consumer<Case> send,
            Runnable flush,
            ReplayOptions options,
            Settling settling,
            long firstSend) {
        this.cases = cases;
        this.send = send;
        this.flush = flush;
        this.options = options;
        this.settling = settling;
        this.firstSend = firstSend;
        this.room = new Semaphore(options.underWay());
    }

    @Override
    public void run() {
        try {
            for (Case each : cases) {
                keepRate();
                if (!findsRoom()) {
                    return;
                }
                send.accept(each);
                sent.incrementAndGet();
            }
            flush.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            settling.fail(e);
        }
    }

    /** How many predictions were sent. */
    int sent() {
        return sent.get();
    }

    /** This case needs nothing more, so another may begin. */
    void settled(String idInFile) {
        if (settled.add(idInFile)) {
            room.release();
        }
    }

    private void keepRate() {
        if (options.rate() > 0) {
            long due = firstSend + (long) (sent.get() / options.rate() * 1e9);
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    /** Waits until one more may be under way; false when the replay has ended first. */
    private boolean findsRoom() throws InterruptedException {
        while (settling.goesOn()) {
            if (room.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return false;
    }
}
