package io.countersign.simulator.replay;

import io.countersign.simulator.http.Claim;
import io.countersign.simulator.http.ReviewApi;
import io.countersign.simulator.http.ReviewApi.UnexpectedAnswer;
import io.countersign.simulator.http.ReviewSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who takes case after case and answers as fast as they come. A service that is away is waited for: the same
 * request is sent again, to the next instance where there is one. Cases of other runs are only held until the end: whoever
 * skips a case may never answer it, and the other run has the same reviewers.
 */
final class Reviewer implements Runnable {

    private static final long IDLE_MILLIS = 300;
    private static final long RETRY_MILLIS = 250;

    private final ReviewSession session;
    private final Answers answers;
    private final CaseIds ids;
    private final Settling settling;

    Reviewer(int number, List<ReviewApi> instances, Answers answers, CaseIds ids, Settling settling) {
        this.session = new ReviewSession(instances, number);
        this.answers = answers;
        this.ids = ids;
        this.settling = settling;
    }

    @Override
    public void run() {
        Optional<Claim> held = Optional.empty();
        try {
            while (settling.goesOn()) {
                held = held.isPresent() ? answer(held.get()) : patiently(session::next);
                if (held.isEmpty()) {
                    pause(IDLE_MILLIS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            settling.fail(e);
        } finally {
            putBack();
        }
    }

    private void putBack() {
        try {
            session.releaseAside();
        } catch (IOException e) {
            // The service is away; the claims lapse by themselves.
        }
    }

    private Optional<Claim> answer(Claim claim) throws IOException, InterruptedException {
        if (!ids.mine(claim.caseId())) {
            session.putAside(claim);
            return patiently(session::next);
        }
        @Nullable String label = answers.forTask(claim.taskId(), ids.idInFile(claim.caseId()));
        return patiently(() -> session.decide(claim, label));
    }

    private Optional<Claim> patiently(Request request) throws IOException, InterruptedException {
        while (settling.goesOn()) {
            try {
                return request.send();
            } catch (UnexpectedAnswer e) {
                if (!e.passing()) {
                    throw e;
                }
            } catch (IOException e) {
                // The instance went away with our request; whether it was carried out shows when it is asked again.
            }
            pause(RETRY_MILLIS);
        }
        return Optional.empty();
    }

    private static void pause(long millis) throws InterruptedException {
        Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis));
    }

    /** One request of the session. */
    private interface Request {
        Optional<Claim> send() throws IOException;
    }
}
