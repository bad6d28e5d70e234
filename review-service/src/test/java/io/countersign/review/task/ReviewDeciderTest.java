package io.countersign.review.task;

import static io.countersign.review.task.Desk.LEASE;
import static io.countersign.review.task.Desk.NOW;
import static io.countersign.review.task.Desk.QUEUES;
import static io.countersign.review.task.Desk.after;
import static io.countersign.review.task.Desk.claimedBy;
import static io.countersign.review.task.Desk.hold;
import static io.countersign.review.task.Desk.saying;
import static io.countersign.review.task.Desk.verdict;
import static io.countersign.review.task.Desk.waitingIn;
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
import io.countersign.review.task.ReviewTask.Claimed;
import io.countersign.review.task.ReviewTask.Closed;
import io.countersign.review.task.ReviewTask.Waiting;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReviewDeciderTest {

    private static Outcome decide(ReviewCommand command, Review review) {
        return ReviewDecider.decide(command, review, QUEUES);
    }

    private static String slug(Outcome outcome) {
        return outcome.refusal() instanceof Refusal.Conflict conflict ? conflict.slug() : "";
    }

    private static String field(Outcome outcome) {
        return outcome.refusal() instanceof Refusal.BrokenRule rule ? rule.field() : "";
    }

    @Test
    void aClaimRaisesTheTokenAndHidesTheAnswerWhereTheQueueIsBlindFirst() {
        var claimed = (Claimed) claimedBy("ana", "review").task();

        assertThat(claimed.token()).isEqualTo(1);
        assertThat(claimed.leaseUntil()).isEqualTo(NOW.plus(LEASE));
        assertThat(claimed.revealedAt()).isNull();
        assertThat(((Claimed) claimedBy("ana", "open").task()).revealedAt()).isEqualTo(NOW);
    }

    @Test
    void nobodyClaimsWhatSomebodyElseHolds() {
        assertThat(slug(decide(new Claim("ben", LEASE, NOW), claimedBy("ana", "review"))))
                .isEqualTo("seat-taken");
    }

    @Test
    void aReviewerWhoJudgedTheCaseMayNotTakeItAgain() {
        var judged = new Review(waitingIn("review").task(), Desk.held().judgedBy("ana"));

        assertThat(slug(decide(new Claim("ana", LEASE, NOW), judged))).isEqualTo("judged-before");
    }

    @Test
    void aStaleTokenIsRefused() {
        var review = claimedBy("ana", "review");
        var stale = new GiveVerdict(new Hold("ana", 1, 0), Judgment.label("ham"), NOW);

        var outcome = decide(stale, review);

        assertThat(slug(outcome)).isEqualTo("stale-token");
        assertThat(outcome.events()).isEmpty();
    }

    @Test
    void somebodyElsesTokenIsRefused() {
        assertThat(slug(decide(
                        verdict("ben", claimedBy("ana", "review"), Judgment.label("ham")), claimedBy("ana", "review"))))
                .isEqualTo("seat-taken");
    }

    @Test
    void aLeaseThatHasLapsedIsWrittenDownWhenItIsNoticed() {
        var review = claimedBy("ana", "review");
        var late = new GiveVerdict(hold("ana", review), Judgment.label("ham"), NOW.plus(LEASE));

        var outcome = decide(late, review);

        assertThat(slug(outcome)).isEqualTo("lease-lapsed");
        var freed =
                ReviewDecider.steps(review, outcome.events()).getLast().after().task();
        assertThat(freed).isInstanceOf(Waiting.class);
        assertThat(freed.token()).isEqualTo(2);
    }

    @Test
    void aRenewedLeaseSlides() {
        var review = claimedBy("ana", "review");
        var renewed = after(review, new Renew(hold("ana", review), LEASE, NOW.plusSeconds(300)));

        assertThat(decide(new Lapse(NOW.plus(LEASE)), renewed).events()).isEmpty();
        assertThat(decide(new Lapse(NOW.plusSeconds(300).plus(LEASE)), renewed).events())
                .hasSize(1);
    }

    @Test
    void aLabelThatIsTheModelsAgreesAndAnyOtherOverrides() {
        var review = claimedBy("ana", "review");

        assertThat(word(decide(verdict("ana", review, Judgment.label("spam")), review)))
                .isEqualTo(VerdictWord.AGREE);
        assertThat(word(decide(verdict("ana", review, Judgment.label("ham")), review)))
                .isEqualTo(VerdictWord.OVERRIDE);
    }

    @Test
    void aContradictionBetweenWordAndLabelIsRefusedAndWhatItGivesAwayIsOnRecord() {
        var review = claimedBy("ana", "review");

        var outcome = decide(verdict("ana", review, saying(VerdictWord.AGREE, "ham")), review);

        assertThat(field(outcome)).isEqualTo("verdict");
        assertThat(outcome.events()).singleElement().isInstanceOf(ReviewEvent.Revealed.class);
        var told = ReviewDecider.steps(review, outcome.events()).getLast().after();
        var verdict = given(decide(verdict("ana", told, Judgment.label("spam")), told));
        assertThat(verdict.blind()).isFalse();
    }

    @Test
    void agreementNeedsALabelUntilTheAnswerIsRevealed() {
        var review = claimedBy("ana", "review");
        var blind = decide(verdict("ana", review, saying(VerdictWord.AGREE, null)), review);
        var revealed = after(review, new Reveal(hold("ana", review), LEASE, NOW.plusSeconds(5)));

        assertThat(field(blind)).isEqualTo("label");
        assertThat(blind.events()).isEmpty();
        assertThat(given(decide(verdict("ana", revealed, saying(VerdictWord.AGREE, null)), revealed))
                        .judgment()
                        .label())
                .isEqualTo("spam");
    }

    @Test
    void theSameLabelWithAnotherActionIsAPartialOverride() {
        var review = claimedBy("ana", "review");
        var judgment =
                new Judgment(VerdictWord.OVERRIDE, "spam", "warn", null, null, java.util.List.of(), null, null, null);

        assertThat(decision(decide(verdict("ana", review, judgment), review)).action())
                .isEqualTo("warn");
        assertThat(field(decide(verdict("ana", review, saying(VerdictWord.OVERRIDE, "spam")), review)))
                .isEqualTo("verdict");
    }

    @Test
    void anActionThatTheQueueDoesNotPermitIsRefused() {
        var review = claimedBy("ana", "open");
        var judgment = new Judgment(null, "ham", "delete-account", null, null, java.util.List.of(), null, null, null);

        assertThat(field(decide(verdict("ana", review, judgment), review))).isEqualTo("action");
    }

    @Test
    void whatCannotBeDecidedGoesToTheNextTierInANewSeatForSomebodyElse() {
        var review = claimedBy("ana", "review");

        var passedOn = after(review, verdict("ana", review, saying(VerdictWord.UNDECIDABLE, null)));

        assertThat(passedOn.task()).isInstanceOf(Waiting.class);
        assertThat(passedOn.task().queue()).isEqualTo("expert");
        assertThat(passedOn.task().seat()).isEqualTo(2);
        assertThat(passedOn.file().newest().revision()).isEqualTo(1);
        assertThat(slug(decide(new Claim("ana", LEASE, NOW), passedOn))).isEqualTo("judged-before");
    }

    @Test
    void whatTheLastTierCannotDecideStaysAsItStandsButByAPerson() {
        var review = claimedBy("cleo", "expert");

        var outcome = decide(verdict("cleo", review, saying(VerdictWord.POLICY_GAP, null)), review);

        assertThat(decision(outcome).status()).isEqualTo(Decision.Status.HELD);
        assertThat(decision(outcome).revision()).isEqualTo(2);
        assertThat(decision(outcome).decidedBy()).isEqualTo("person");
        assertThat(after(review, verdict("cleo", review, saying(VerdictWord.POLICY_GAP, null)))
                        .task())
                .isInstanceOf(Closed.class);
    }

    @Test
    void agreeingWithWhatWasActedOnConfirmsItAndCorrectsNothing() {
        var review = new Review(claimedBy("ana", "review").task(), Desk.actedOn(Decision.Status.PROVISIONAL));

        var decision = decision(decide(verdict("ana", review, Judgment.label("spam")), review));

        assertThat(decision.revision()).isEqualTo(2);
        assertThat(decision.status()).isEqualTo(Decision.Status.FINAL);
        assertThat(decision.action()).isEqualTo("remove");
        assertThat(decision.corrects()).isNull();
    }

    @Test
    void overridingWhatWasActedOnNamesTheCompensation() {
        var review = new Review(claimedBy("ana", "review").task(), Desk.actedOn(Decision.Status.FINAL));

        var corrects = decision(decide(verdict("ana", review, Judgment.label("ham")), review))
                .corrects();

        assertThat(corrects).isEqualTo(new Decision.Correction(1, "spam", "remove", "undo:remove"));
    }

    @Test
    void withdrawingACaseTakesBackOnlyWhatWasActedOn() {
        assertThat(Desk.held().withdrawn("hana").corrects()).isNull();
        assertThat(Desk.actedOn(Decision.Status.FINAL).withdrawn("hana").corrects())
                .isNotNull();
        var withdrawn = Desk.actedOn(Decision.Status.FINAL);
        assertThat(withdrawn.with(withdrawn.withdrawn("hana")).actedOn()).isNull();
    }

    @Test
    void aReleasedCaseShowsItsAnswerAgainToWhomItWasShown() {
        var review = claimedBy("ana", "review");
        var shown = after(review, new Reveal(hold("ana", review), LEASE, NOW));
        var released = after(shown, new Release(hold("ana", shown), null, NOW));

        var again = (Claimed) after(released, new Claim("ana", LEASE, NOW)).task();
        var somebodyElse =
                (Claimed) after(released, new Claim("ben", LEASE, NOW)).task();

        assertThat(again.revealedAt()).isNotNull();
        assertThat(somebodyElse.revealedAt()).isNull();
    }

    @Test
    void aSkippedCaseIsNotForTheOneWhoSkippedIt() {
        var review = claimedBy("ana", "review");
        var skipped = after(review, new Skip(hold("ana", review), "language", null, NOW));

        assertThat(((Waiting) skipped.task()).notFor()).containsExactly("ana");
        assertThat(decide(new Claim("ben", LEASE, NOW), skipped).refusal()).isNull();
    }

    @Test
    void anEscalationGoesToTheNextTierOrToAQueueThatExists() {
        var review = claimedBy("ana", "review");
        var up = new Escalate(hold("ana", review), null, null, null, "odd", NOW);
        var nowhere = new Escalate(hold("ana", review), "nowhere", null, null, null, NOW);
        var expert = claimedBy("cleo", "expert");
        var over = new Escalate(hold("cleo", expert), null, null, null, null, NOW);

        assertThat(after(review, up).task().queue()).isEqualTo("expert");
        assertThat(after(review, up).task().seat()).isEqualTo(1);
        assertThat(field(decide(nowhere, review))).isEqualTo("queue");
        assertThat(field(decide(over, expert))).isEqualTo("queue");
    }

    @Test
    void anEscalationGoesToNobodyWhoMayNotTakeTheCase() {
        var review =
                after(claimedBy("ben", "review"), new Skip(hold("ben", claimedBy("ben", "review")), "no", null, NOW));
        var passedOn = after(review, new Claim("ana", LEASE, NOW));
        var undecidable = after(passedOn, verdict("ana", passedOn, saying(VerdictWord.UNDECIDABLE, null)));
        var claimed = after(undecidable, new Claim("cleo", LEASE, NOW));

        assertThat(field(decide(to(new Expert("cleo", List.of()), claimed), claimed)))
                .isEqualTo("person");
        assertThat(field(decide(to(new Expert("ana", List.of()), claimed), claimed)))
                .isEqualTo("person");
        assertThat(field(decide(to(new Expert("ben", List.of()), claimed), claimed)))
                .isEqualTo("person");
        assertThat(field(decide(to(new Expert("eve", List.of("the skill 'law'")), claimed), claimed)))
                .isEqualTo("person");
        assertThat(decide(to(new Expert("eve", List.of()), claimed), claimed).refusal())
                .isNull();
    }

    private static Escalate to(Expert person, Review review) {
        return new Escalate(hold("cleo", review), "review", person, null, null, NOW);
    }

    @Test
    void aSupersededTaskTakesNoVerdict() {
        var review = claimedBy("ana", "review");
        var closed = after(review, new Supersede(2, NOW));

        assertThat(closed.task().token()).isEqualTo(2);
        assertThat(slug(decide(verdict("ana", review, Judgment.label("ham")), closed)))
                .isEqualTo("task-closed");
        assertThat(decide(new Supersede(3, NOW), closed).events()).isEmpty();
    }

    private static ReviewEvent.VerdictGiven given(Outcome outcome) {
        return (ReviewEvent.VerdictGiven) outcome.events().getFirst();
    }

    private static VerdictWord word(Outcome outcome) {
        return given(outcome).word();
    }

    private static Decision decision(Outcome outcome) {
        return ((ReviewEvent.Decided) outcome.events().getLast()).decision();
    }
}
