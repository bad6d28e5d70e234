package io.countersign.simulator.demo;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.simulator.http.Claim;
import io.countersign.simulator.http.ReviewApi;
import io.countersign.simulator.http.ReviewDesk;
import io.countersign.simulator.http.ReviewSession;
import io.countersign.simulator.kafka.EventSender;
import io.countersign.simulator.kafka.TopicFollower;
import io.countersign.simulator.kafka.Wire;
import io.countersign.simulator.platform.Target;
import io.countersign.topics.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs the synthetic stream, the people on shift and the late outcomes against a running system, and counts aloud. */
final class Demo {

    private static final Duration OUTCOME_AFTER = Duration.ofSeconds(90);
    private static final double OUTCOME_SHARE = 0.3;
    private static final Duration COUNT_EVERY = Duration.ofSeconds(2);

    private final Target target;
    private final PrintStream out;
    private final double rate;
    private final long seed;
    private final InstantSource clock;
    private final Map<String, String> truths = new ConcurrentHashMap<>();
    private final String run;

    Demo(Target target, PrintStream out, double rate, long seed, InstantSource clock) {
        this.target = target;
        this.out = out;
        this.rate = rate;
        this.seed = seed;
        this.clock = clock;
        this.run = "demo-" + Long.toString(clock.millis() / 1_000, 36);
    }

    /** Runs for so long, or until interrupted. */
    void run(Duration duration) throws InterruptedException {
        Wire wire = new Wire(target.registry());
        Counters counters = new Counters(wire);
        try (var sender = new EventSender(target.bootstrapServers(), wire);
                var follower = TopicFollower.fromNow(target.bootstrapServers(), Counters.TOPICS);
                ScheduledExecutorService timer = Executors.newScheduledThreadPool(2)) {
            startShift();
            startStream(sender, timer);
            long started = System.nanoTime();
            long counted = started;
            while (System.nanoTime() - started < duration.toNanos()
                    && !Thread.currentThread().isInterrupted()) {
                follower.poll(Duration.ofMillis(200), counters::see);
                if (System.nanoTime() - counted >= COUNT_EVERY.toNanos()) {
                    counted = System.nanoTime();
                    out.println(counters.line(TimeUnit.NANOSECONDS.toSeconds(counted - started)));
                }
            }
            timer.shutdownNow();
        }
    }

    private void startStream(EventSender sender, ScheduledExecutorService timer) {
        SyntheticStream stream = new SyntheticStream(run, seed);
        Random chance = new Random(seed + 1);
        long started = System.nanoTime();
        timer.scheduleAtFixedRate(
                () -> {
                    SyntheticCase next = stream.next(clock.instant(), Duration.ofNanos(System.nanoTime() - started));
                    String caseId = next.submitted().getCaseId();
                    truths.put(caseId, next.truth());
                    sender.send(Topics.PREDICTION_SUBMITTED, caseId, next.submitted());
                    if (chance.nextDouble() < OUTCOME_SHARE) {
                        timer.schedule(
                                () -> sender.send(Topics.OUTCOME_SUBMITTED, caseId, outcome(caseId, next.truth())),
                                OUTCOME_AFTER.toMillis() + chance.nextInt(30_000),
                                TimeUnit.MILLISECONDS);
                    }
                },
                0,
                (long) (1e6 / rate),
                TimeUnit.MICROSECONDS);
    }

    private OutcomeSubmitted outcome(String caseId, String truth) {
        return OutcomeSubmitted.newBuilder()
                .setCaseId(caseId)
                .setOccurredAt(clock.instant())
                .setKind("ground_truth")
                .setLabel(truth)
                .setSource("customer-survey")
                .build();
    }

    private void startShift() {
        Map<String, List<ReviewApi>> clients = new ReviewDesk(target)
                .onShift(Habits.shift().stream().map(Habits::name).toList());
        for (Habits person : Habits.shift()) {
            ReviewSession session = new ReviewSession(Objects.requireNonNull(clients.get(person.name())), 0);
            Thread.ofVirtual().start(() -> work(person, session));
        }
    }

    private void work(Habits person, ReviewSession session) {
        Random random = new Random(seed + person.name().hashCode());
        Optional<Claim> held = Optional.empty();
        while (true) {
            try {
                if (held.isEmpty()) {
                    held = session.next();
                }
                Thread.sleep(held.isEmpty() ? 500 : person.thinkMillis(random));
                if (held.isPresent()) {
                    held = answer(person, session, held.get(), random);
                }
            } catch (IOException e) {
                // The service restarts, or the case was taken from us: look again in a moment.
                held = Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private Optional<Claim> answer(Habits person, ReviewSession session, Claim claim, Random random)
            throws IOException {
        String truth = truths.get(claim.caseId());
        if (truth == null) {
            session.skip(claim);
            return Optional.empty();
        }
        return session.decide(claim, person.judge(truth, random));
    }
}
