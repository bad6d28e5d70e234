package io.countersign.platform.part;

import java.util.concurrent.CountDownLatch;

/** What is done when the launcher is asked to end, by ctrl-C or a signal, while this is open. */
final class WhenInterrupted implements AutoCloseable {

    private final Thread hook;

    WhenInterrupted(Runnable action) {
        this.hook = new Thread(action);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Never returns once the launcher ends: the action cleans up, and nobody else is to tell what failed meanwhile. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ends) {
            awaitTheEnd();
        }
    }

    private static void awaitTheEnd() {
        CountDownLatch never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException ignored) {
                // The launcher ends all the same.
            }
        }
    }
}
