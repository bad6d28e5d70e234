package io.countersign.review.task;

import static io.countersign.review.task.Desk.LEASE;
import static io.countersign.review.task.Desk.NOW;
import static io.countersign.review.task.Desk.QUEUES;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.review.task.ReviewCommand.Claim;
import io.countersign.review.task.ReviewCommand.Escalate;
import io.countersign.review.task.ReviewCommand.GiveVerdict;
import io.countersign.review.task.ReviewCommand.Hold;
import io.countersign.review.task.ReviewCommand.Lapse;
import io.countersign.review.task.ReviewCommand.Release;
import io.countersign.review.task.ReviewCommand.Renew;
import io.countersign.review.task.ReviewCommand.Reveal;
import io.countersign.review.task.ReviewCommand.Skip;
import io.countersign.review.task.ReviewCommand.Supersede;
import io.countersign.review.task.ReviewEvent.Decided;
import io.countersign.review.task.ReviewEvent.VerdictGiven;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds after any history of a task, sensible or not. */
class ReviewLawsTest {

    /** An attempt; which token it carries is counted back from the newest one, 0 being it. */
    record Attempt(String what, String who, int tokensBack, int seatsBack, int seconds) {}

    private record History(List<ReviewEvent> events, List<Review> states, List<Long> acceptedTokens) {}

    @Property(tries = 400)
    void replayingTheEventsGivesTheSameState(@ForAll("attempts") List<Attempt> attempts) {
        var history = play(attempts);

        var replayed = Desk.waitingIn("review");
        for (var event : history.events()) {
            replayed = ReviewDecider.evolve(replayed, event);
        }

        assertThat(replayed).isEqualTo(history.states().getLast());
    }

    @Property(tries = 400)
    void aSeatHasAtMostOneVerdictAndNobodyJudgesTwice(@ForAll("attempts") List<Attempt> attempts) {
        var verdicts = play(attempts).events().stream()
                .filter(VerdictGiven.class::isInstance)
                .map(VerdictGiven.class::cast)
                .toList();

        assertThat(verdicts).extracting(VerdictGiven::seat).doesNotHaveDuplicates();
        assertThat(verdicts).extracting(VerdictGiven::reviewer).doesNotHaveDuplicates();
    }

    @Property(tries = 400)
    void theTokenOnlyGrowsAndAVerdictCarriesTheNewest(@ForAll("attempts") List<Attempt> attempts) {
        var history = play(attempts);

        assertThat(history.states()).extracting(state -> state.task().token()).isSorted();
        var tokens = history.events().stream()
                .filter(VerdictGiven.class::isInstance)
                .map(event -> ((VerdictGiven) event).token())
                .toList();
        assertThat(tokens).isEqualTo(history.acceptedTokens());
    }

    @Property(tries = 400)
    void decisionRevisionsHaveNoGaps(@ForAll("attempts") List<Attempt> attempts) {
        int expected = 1;
        for (var event : play(attempts).events()) {
            if (event instanceof Decided decided) {
                expected++;
                assertThat(decided.decision().revision()).isEqualTo(expected);
            }
        }
    }

    @Provide
    Arbitrary<List<Attempt>> attempts() {
        var what = Arbitraries.of(
                "claim",
                "claim",
                "claim",
                "verdict",
                "verdict",
                "undecidable",
                "renew",
                "reveal",
                "release",
                "skip",
                "escalate",
                "lapse",
                "supersede");
        return Combinators.combine(
                        what,
                        Arbitraries.of("ana", "ben", "cleo"),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(4, Arbitraries.just(0)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-1, 3))),
                        Arbitraries.frequencyOf(
                                net.jqwik.api.Tuple.of(6, Arbitraries.just(0)),
                                net.jqwik.api.Tuple.of(1, Arbitraries.integers().between(-1, 1))),
                        Arbitraries.of(0, 1, 200, 601))
                .as(Attempt::new)
                .list()
                .ofMaxSize(30);
    }

    private static History play(List<Attempt> attempts) {
        var events = new ArrayList<ReviewEvent>();
        var states = new ArrayList<>(List.of(Desk.waitingIn("review")));
        var accepted = new ArrayList<Long>();
        var now = NOW;
        for (var attempt : attempts) {
            now = now.plusSeconds(attempt.seconds());
            var before = states.getLast();
            var outcome = ReviewDecider.decide(command(attempt, before.task(), now), before, QUEUES);
            if (outcome.events().stream().anyMatch(VerdictGiven.class::isInstance)) {
                accepted.add(before.task().token());
            }
            for (var event : outcome.events()) {
                events.add(event);
                states.add(ReviewDecider.evolve(states.getLast(), event));
            }
        }
        return new History(events, states, accepted);
    }

    private static ReviewCommand command(Attempt attempt, ReviewTask task, Instant now) {
        var hold = new Hold(attempt.who(), task.seat() - attempt.seatsBack(), task.token() - attempt.tokensBack());
        return switch (attempt.what()) {
            case "claim" -> new Claim(attempt.who(), LEASE, now);
            case "verdict" -> new GiveVerdict(hold, Judgment.label("ham"), now);
            case "undecidable" -> new GiveVerdict(hold, Desk.saying(VerdictWord.UNDECIDABLE, null), now);
            case "renew" -> new Renew(hold, LEASE, now);
            case "reveal" -> new Reveal(hold, LEASE, now);
            case "release" -> new Release(hold, null, now);
            case "skip" -> new Skip(hold, "no", null, now);
            case "escalate" -> new Escalate(hold, null, null, null, null, now);
            case "lapse" -> new Lapse(now);
            default -> new Supersede(2, now);
        };
    }
}
