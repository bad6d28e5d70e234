package io.countersign.review.task;

import io.countersign.review.task.Decision.Status;
import io.countersign.review.task.ReviewCommand.Claim;
import io.countersign.review.task.ReviewCommand.GiveVerdict;
import io.countersign.review.task.ReviewCommand.Hold;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tasks and commands for tests of the decider. */
final class Desk {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    static final Duration LEASE = Duration.ofMinutes(10);
    static final Queues QUEUES = new Queues(Map.of(
            "review", new QueueRules("review", 1, true, Set.of(), "expert", Duration.ofHours(1)),
            "open", new QueueRules("open", 1, false, Set.of("allow", "remove"), "expert", Duration.ofHours(1)),
            "expert", new QueueRules("expert", 3, true, Set.of(), null, Duration.ofDays(7))));

    static Review waitingIn(String queue) {
        return new Review(ReviewDecider.begin(new ReviewEvent.Opened(facts(), queue, Set.of(), NOW)), held());
    }

    static Review claimedBy(String reviewer, String queue) {
        return after(waitingIn(queue), new Claim(reviewer, LEASE, NOW));
    }

    static Review after(Review review, ReviewCommand command) {
        var steps = ReviewDecider.steps(
                review, ReviewDecider.decide(command, review, QUEUES).events());
        return steps.isEmpty() ? review : steps.getLast().after();
    }

    static GiveVerdict verdict(String reviewer, Review review, Judgment judgment) {
        return new GiveVerdict(hold(reviewer, review), judgment, NOW.plusSeconds(30));
    }

    static Hold hold(String reviewer, Review review) {
        return new Hold(reviewer, review.task().seat(), review.task().token());
    }

    static Judgment saying(VerdictWord word, @Nullable String label) {
        return new Judgment(word, label, null, null, null, java.util.List.of(), null, null, null);
    }

    static TaskFacts facts() {
        return new TaskFacts(
                "0198a000-0000-7000-8000-000000000001", "case-1", 1, Purpose.REVIEW, 3, NOW.plusSeconds(3600), NOW);
    }

    /** A case that waits: the model said spam and would remove it. */
    static CaseFile held() {
        return file(new Decision(1, "spam", Decision.HOLD, Status.HELD, "model", "7", "", null));
    }

    static CaseFile actedOn(Status status) {
        return file(new Decision(1, "spam", "remove", status, "model", "7", "", null));
    }

    private static CaseFile file(Decision decision) {
        return new CaseFile(
                "case-1",
                1,
                decision,
                decision.isActedOn() ? decision : null,
                "spam",
                "remove",
                new CaseFile.Origin("default", 1, null, null),
                Set.of());
    }

    private Desk() {}
}
