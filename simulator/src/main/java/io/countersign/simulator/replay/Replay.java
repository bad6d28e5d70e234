package io.countersign.simulator.replay;

import io.countersign.casefiles.Case;
import io.countersign.casefiles.CaseFiles;
import io.countersign.simulator.http.ReviewDesk;
import io.countersign.simulator.kafka.EventSender;
import io.countersign.simulator.kafka.TopicFollower;
import io.countersign.simulator.kafka.Wire;
import io.countersign.simulator.platform.Target;
import io.countersign.simulator.report.Integrity;
import io.countersign.simulator.report.ReplayReport;
import io.countersign.topics.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plays the cases of a file through a running system: a sender, reviewers, and the calling thread, which follows the topics,
 * sends outcomes and ends it all when every case has settled.
 */
public final class Replay {

    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration TAKE_STOCK_EVERY = Duration.ofMillis(500);
    private static final Duration PRINT_EVERY = Duration.ofSeconds(2);

    private final Target target;
    private final ReplayOptions options;
    private final PrintStream out;
    private final CaseIds ids;
    private final Map<String, Case> cases = new LinkedHashMap<>();
    private final Map<String, PlayedCase> played = new LinkedHashMap<>();
    private final Answers answers;
    private final Settling settling = new Settling();
    private long firstSend;
    private long lastSettled;

    /**
     * @param target the running system
     * @param options how to replay
     * @param out where progress is shown
     */
    public Replay(Target target, ReplayOptions options, PrintStream out) {
        this.target = target;
        this.options = options;
        this.out = out;
        this.ids = new CaseIds(options.set(), options.run());
        this.answers = new Answers(options.flipped(), options.seed());
    }

    /**
     * Plays a file to the end; where people's labels lie beside it, reviewers answer with those.
     *
     * @throws IllegalStateException if a part of the system refuses what a replay needs
     */
    public ReplayReport play(CaseFiles files) throws InterruptedException {
        try (var stream = files.cases()) {
            take(stream);
        }
        try (var stream = files.labels()) {
            stream.filter(label -> cases.containsKey(label.caseId())).forEach(answers::person);
        }
        return play();
    }

    /**
     * Plays cases that stand in no file to the end; reviewers answer with the truth.
     *
     * @throws IllegalStateException if a part of the system refuses what a replay needs
     */
    public ReplayReport play(Stream<Case> fresh) throws InterruptedException {
        take(fresh);
        return play();
    }

    private ReplayReport play() throws InterruptedException {
        out.printf("%,d cases of %s, run %s%n", cases.size(), options.set(), options.run());
        Wire wire = new Wire(target.registry());
        try (var sender = new EventSender(target.bootstrapServers(), wire);
                var follower = TopicFollower.fromTheBeginning(target.bootstrapServers(), CaseWatch.TOPICS)) {
            List<Thread> others = reviewers();
            firstSend = System.nanoTime();
            lastSettled = firstSend;
            Intake intake = new Intake(
                    cases.values(), each -> submit(sender, each), sender::flush, options, settling, firstSend);
            others.add(Thread.ofVirtual().start(intake));
            follow(follower, wire, intake, new Outcomes(sender, ids, options.outcomes(), options.seed()));
            settling.end();
            for (Thread other : others) {
                other.join();
            }
            settling.rethrow();
        }
        return report();
    }

    private void take(Stream<Case> stream) {
        stream.limit(options.limit()).forEach(each -> {
            cases.put(each.caseId(), each);
            played.put(
                    each.caseId(),
                    new PlayedCase(each.caseId(), each.predictedLabel(), each.confidence(), each.trueLabel()));
            answers.truth(each.caseId(), each.trueLabel());
        });
    }

    private List<Thread> reviewers() {
        List<String> names = IntStream.rangeClosed(1, options.reviewers())
                .mapToObj(number -> "reviewer-" + number)
                .toList();
        List<Thread> threads = new ArrayList<>();
        new ReviewDesk(target)
                .onShift(names)
                .values()
                .forEach(instances -> threads.add(Thread.ofPlatform()
                        .daemon()
                        .start(new Reviewer(threads.size(), instances, answers, ids, settling))));
        return threads;
    }

    private void submit(EventSender sender, Case each) {
        sender.send(Topics.PREDICTION_SUBMITTED, ids.caseId(each.caseId()), Submission.of(each, ids));
    }

    private void follow(TopicFollower follower, Wire wire, Intake intake, Outcomes outcomes) {
        cases.values().stream()
                .filter(outcomes::chosen)
                .forEach(each -> playedAs(each).owesOutcome());
        Tally tally = new Tally(cases.size());
        CaseWatch watch = new CaseWatch(wire, ids, played, tally, (idInFile, each) -> {
            Case inFile = Objects.requireNonNull(cases.get(idInFile));
            if (each.isDecided() && outcomes.chosen(inFile)) {
                outcomes.send(inFile);
            }
            if (each.isSettled()) {
                lastSettled = System.nanoTime();
                intake.settled(idInFile);
            }
        });
        Stock stock = new Stock(options.patience(), PRINT_EVERY, firstSend, out);
        while (settling.goesOn()) {
            follower.poll(POLL, watch::see);
            if (stock.isDue(TAKE_STOCK_EVERY)
                    && stock.take(tally.progress(intake.sent()))
                    && (follower.isCaughtUp() || stock.outOfPatience())) {
                return;
            }
        }
    }

    private PlayedCase playedAs(Case each) {
        return Objects.requireNonNull(played.get(each.caseId()));
    }

    private ReplayReport report() {
        int lost = (int) played.values().stream().filter(PlayedCase::isLost).count();
        int duplicated = played.values().stream().mapToInt(PlayedCase::repeats).sum();
        return ReplayReport.of(
                options.run(),
                played.values().stream().map(PlayedCase::result).toList(),
                new Integrity(lost, duplicated),
                (lastSettled - firstSend) / 1e9);
    }
}
