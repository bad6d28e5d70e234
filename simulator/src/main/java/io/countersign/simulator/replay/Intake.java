package io.countersign.simulator.replay;

import io.countersign.casefiles.Case;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Sends the predictions in their order: no faster than asked, and with no more of them under way than asked. The past comes
 * all at once; without a bound, cases would wait long between one service and the next, as they do not in operation.
 */
final class Intake implements Runnable {

    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private final Collection<Case> cases;
    private final Consumer<Case> send;
    private final Runnable flush;
    private final ReplayOptions options;
    private final Settling settling;
    private final long firstSend;
    private final AtomicInteger sent = new AtomicInteger();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

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
    }

    @Override
    public void run() {
        try {
            for (Case each : cases) {
                keepRate();
                awaitRoom();
                if (!settling.goesOn()) {
                    return;
                }
                send.accept(each);
                sent.incrementAndGet();
            }
            flush.run();
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
        settled.add(idInFile);
    }

    private void keepRate() {
        if (options.rate() > 0) {
            long due = firstSend + (long) (sent.get() / options.rate() * 1e9);
            LockSupport.parkNanos(due - System.nanoTime());
        }
    }

    private void awaitRoom() {
        while (settling.goesOn() && sent.get() - settled.size() >= options.underWay()) {
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}
