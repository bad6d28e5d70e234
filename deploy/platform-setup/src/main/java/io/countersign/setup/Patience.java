package io.countersign.setup;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Repeats a step while what it needs does not answer, up to one limit for all steps together. A {@link SetupException}
 * is an answer: it is never repeated.
 */
final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final long givesUpAtNanos;
    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
        this.givesUpAtNanos = System.nanoTime() + limit.toNanos();
    }

    /**
     * The step's result.
     *
     * @param what what is tried, in words that complete "could not …"
     * @throws SetupException when the step refuses, or nothing answered within the limit
     */
    <T> T keepTrying(String what, Callable<T> step) {
        while (true) {
            try {
                return step.call();
            } catch (SetupException refusal) {
                throw refusal;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new SetupException("interrupted while trying to " + what, interrupted);
            } catch (Exception failure) {
                if (!mayPass(failure)) {
                    throw new SetupException("could not " + what + ": " + reason(failure), failure);
                }
                pauseOrGiveUp(what, failure);
            }
        }
    }

    private static boolean mayPass(Exception failure) {
        Throwable cause =
                failure instanceof ExecutionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof IOException || cause instanceof RetriableException;
    }

    private void pauseOrGiveUp(String what, Exception noAnswer) {
        if (System.nanoTime() - givesUpAtNanos > 0) {
            throw new SetupException(
                    "could not " + what + " within " + limit.toSeconds() + " s: " + reason(noAnswer), noAnswer);
        }
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SetupException("interrupted while trying to " + what, interrupted);
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
