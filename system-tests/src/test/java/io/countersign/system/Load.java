package io.countersign.system;

import io.countersign.system.Api.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A pipeline that publishes and reviewers who decide, all going on whatever dies around them. */
final class Load implements AutoCloseable {

    private static final Duration BETWEEN_CASES = Duration.ofMillis(150);
    private static final Duration AFTER_FAILURE = Duration.ofMillis(200);
    private static final int QUIET_CLAIMS = 20;

    private final Submitted pipeline;
    private final String run;
    private final AtomicBoolean submitting = new AtomicBoolean(true);
    private final AtomicBoolean reviewing = new AtomicBoolean(true);
    private final AtomicInteger emptyClaims = new AtomicInteger();
    private final List<String> submitted = new CopyOnWriteArrayList<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();
    private final Thread publishing;
    private final List<Thread> deciding;

    private Load(CountersignCli cli, String run, List<Api> reviewers) {
        this.pipeline = new Submitted(cli.address("kafka"), RunningSystem.wire());
        this.run = run;
        this.publishing = Thread.ofVirtual().start(this::publish);
        this.deciding = reviewers.stream()
                .map(reviewer -> Thread.ofVirtual().start(() -> decide(reviewer)))
                .toList();
    }

    /** Starts with one reviewer for each of the addresses of review-service. */
    static Load start(CountersignCli cli, String run, List<URI> desks) {
        return new Load(
                cli,
                run,
                IntStream.range(0, desks.size())
                        .mapToObj(number -> new Api(desks.get(number), RunningSystem.token("reviewer-" + (number + 1))))
                        .toList());
    }

    /** Ids of the cases whose prediction the broker has acknowledged. */
    List<String> submitted() {
        return submitted;
    }

    /** Task, seat and token of every verdict that was answered with 200. */
    List<String> accepted() {
        return accepted;
    }

    /** Ends the pipeline, and tells what it has published. */
    List<String> stopSubmitting() throws InterruptedException {
        submitting.set(false);
        publishing.join();
        return List.copyOf(submitted);
    }

    /** Whether the reviewers have found nothing to do for a while. */
    boolean nothingWaits() {
        return emptyClaims.get() > QUIET_CLAIMS;
    }

    @Override
    public void close() throws InterruptedException {
        stopSubmitting();
        reviewing.set(false);
        for (Thread reviewer : deciding) {
            reviewer.join();
        }
        pipeline.close();
    }

    /** Every second case is for a person. */
    private void publish() {
        for (int number = 0; submitting.get(); number++) {
            String caseId = run + number;
            pipeline.publish(caseId, number % 2 == 0 ? 0.99 : 0.5, 0.1);
            submitted.add(caseId);
            LockSupport.parkNanos(BETWEEN_CASES.toNanos());
        }
    }

    private void decide(Api reviewer) {
        while (reviewing.get()) {
            try {
                Answer claim = reviewer.post("/v1/claims", "{}");
                if (claim.status() == 200) {
                    emptyClaims.set(0);
                    decide(reviewer, claim.body());
                } else {
                    emptyClaims.addAndGet(claim.status() == 204 ? 1 : 0);
                    LockSupport.parkNanos(AFTER_FAILURE.toNanos());
                }
            } catch (IOException serviceIsAway) {
                LockSupport.parkNanos(AFTER_FAILURE.toNanos());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void decide(Api reviewer, JsonNode claim) throws IOException, InterruptedException {
        String task = claim.required("taskId").asString();
        int seat = claim.required("seat").asInt();
        long token = claim.required("token").asLong();
        String verdict = "{\"seat\":%d,\"token\":%d,\"verdict\":\"override\",\"label\":\"ham\"}".formatted(seat, token);
        if (reviewer.post("/v1/tasks/" + task + "/verdict", verdict).status() == 200) {
            accepted.add(task + " " + seat + " " + token);
        }
    }
}
