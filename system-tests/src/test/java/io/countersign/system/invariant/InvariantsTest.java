package io.countersign.system.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.DecisionTrace;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionRefused;
import io.countersign.event.ReviewActivity;
import io.countersign.event.TracedDecision;
import io.countersign.event.TracedOutcome;
import io.countersign.event.TracedPrediction;
import io.countersign.event.TracedReviewStep;
import io.countersign.event.TracedRouting;
import io.countersign.system.invariant.History.Submission;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Histories that a system without one of its guards leaves; {@code RemovedGuardIT} makes a system leave such. */
class InvariantsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String CASE = "case-1";

    private final List<Submission> submitted = new ArrayList<>();
    private final List<String> deadLettered = new ArrayList<>();
    private final List<PredictionRefused> refused = new ArrayList<>();
    private final List<CaseRouted> routed = new ArrayList<>();
    private final List<DecisionMade> decisions = new ArrayList<>();
    private final List<CaseReviewed> reviewed = new ArrayList<>();
    private final List<ReviewActivity> activity = new ArrayList<>();
    private final List<OutcomeArrived> outcomes = new ArrayList<>();
    /** What is wrong with the trace, which else tells everything. */
    private Consumer<DecisionTrace> traceFault = _ -> {};

    private boolean isTraced = true;

    @BeforeEach
    void oneCaseThatAPersonDecided() {
        submitted.add(Submission.only(CASE));
        routed.add(routing());
        decisions.add(decision(1, null));
        activity.add(step(1, "opened", 0));
        activity.add(step(2, "claimed", 1));
        reviewed.add(verdict(3, 1));
        decisions.add(decision(2, 4L));
        outcomes.add(outcome());
    }

    @Test
    void aCleanHistoryBreaksNothing() {
        assertThat(broken()).isEmpty();
    }

    @Test
    void aLostPredictionIsSeen() {
        submitted.add(Submission.only("case-2"));

        assertThat(broken()).singleElement().asString().startsWith("I1 case-2");
    }

    @Test
    void aPredictionThatBecameADeadLetterIsNotLost() {
        submitted.add(Submission.only("case-2"));
        deadLettered.add("case-2");

        assertThat(broken()).isEmpty();
    }

    @Test
    void aPredictionThatIsRoutedAndADeadLetterIsSeen() {
        deadLettered.add(CASE);

        assertThat(broken()).singleElement().asString().startsWith("I1 " + CASE);
    }

    @Test
    void twoDeadLettersOfOnePredictionAreSeen() {
        submitted.add(Submission.only("case-2"));
        deadLettered.addAll(List.of("case-2", "case-2"));

        assertThat(broken()).singleElement().asString().startsWith("I1 case-2");
    }

    @Test
    void aConflictIsRefusedAndWhatItContradictsIsRouted() {
        submitted.add(new Submission(CASE, 1, "something else"));
        refused.add(refusal("prediction"));

        assertThat(broken()).isEmpty();
    }

    @Test
    void aConflictThatVanishesIsSeen() {
        submitted.add(new Submission(CASE, 1, "something else"));

        assertThat(broken()).singleElement().asString().startsWith("I1 " + CASE);
    }

    @Test
    void aPredictionThatIsRoutedAndRefusedIsSeen() {
        refused.add(refusal("prediction"));

        assertThat(broken()).singleElement().asString().startsWith("I1 " + CASE);
    }

    @Test
    void aRefusedOutcomeIsNoEndOfItsPrediction() {
        refused.add(refusal("outcome"));

        assertThat(broken()).isEmpty();
    }

    @Test
    void aRepetitionNeedsNoEndOfItsOwn() {
        submitted.add(Submission.only(CASE));

        assertThat(broken()).isEmpty();
    }

    @Test
    void aPredictionThatIsRoutedTwiceIsSeen() {
        routed.add(routing());

        assertThat(broken()).anyMatch(line -> line.startsWith("I1")).anyMatch(line -> line.startsWith("I2 routed"));
    }

    @Test
    void aSecondVerdictForASeatIsSeen() {
        reviewed.add(verdict(5, 1));

        assertThat(broken()).singleElement().asString().startsWith("I2 second verdict");
    }

    @Test
    void aRepeatedDecisionRevisionIsSeen() {
        decisions.add(decision(2, 5L));

        assertThat(broken()).singleElement().asString().startsWith("I2 decision revisions");
    }

    @Test
    void aMissingDecisionRevisionIsSeen() {
        decisions.set(1, decision(3, 4L));

        assertThat(broken()).singleElement().asString().startsWith("I2 decision revisions");
    }

    @Test
    void aVerdictWithAStaleTokenIsSeen() {
        activity.add(step(3, "lapsed", 2));
        reviewed.set(0, verdict(4, 1));
        decisions.set(1, decision(2, 5L));

        assertThat(broken()).singleElement().asString().startsWith("I3");
    }

    @Test
    void aClaimThatIsToldBeforeWhatFreedItsSeatIsSeen() {
        activity.add(step(3, "claimed", 3));
        activity.add(step(4, "released", 2));
        reviewed.set(0, verdict(5, 3));
        decisions.set(1, decision(2, 6L));

        assertThat(broken()).singleElement().asString().startsWith("I3 tokens of task seat 1 go down: [0, 1, 3, 2]");
    }

    @Test
    void aTokenThatIsGivenTwiceIsSeen() {
        activity.add(step(3, "claimed", 1));
        reviewed.set(0, verdict(4, 1));
        decisions.set(1, decision(2, 5L));

        assertThat(broken()).singleElement().isEqualTo("I3 token 1 of task seat 1 was given twice");
    }

    @Test
    void aSeatThatChangesHandsInOrderBreaksNothing() {
        activity.add(step(3, "released", 2));
        activity.add(step(4, "claimed", 3));
        reviewed.set(0, verdict(5, 3));
        decisions.set(1, decision(2, 6L));

        assertThat(broken()).isEmpty();
    }

    @Test
    void anEventThatTheOutboxLostIsSeen() {
        activity.removeFirst();

        assertThat(broken()).singleElement().asString().startsWith("I4");
    }

    @Test
    void anEventThatTheOutboxSentTwiceIsSeen() {
        activity.add(step(2, "claimed", 1));

        assertThat(broken()).singleElement().asString().startsWith("I4");
    }

    @Test
    void eventsOutOfOrderAreSeen() {
        activity.addFirst(activity.removeLast());

        assertThat(broken()).singleElement().asString().startsWith("I5");
    }

    @Test
    void aTraceThatMissesADecisionIsSeen() {
        traceFault = trace -> trace.getDecisions().removeLast();

        assertThat(broken()).containsExactly("I6 the trace of case-1 has other decisions");
    }

    @Test
    void aTraceThatTellsAnotherDecisionIsSeen() {
        traceFault = trace -> trace.getDecisions().getLast().put("label", "ham");

        assertThat(broken()).containsExactly("I6 the trace of case-1 has other decisions");
    }

    @Test
    void aTraceThatMissesAStepOfReviewIsSeen() {
        traceFault = trace -> trace.getReview().removeLast();

        assertThat(broken()).containsExactly("I6 the trace of case-1 has other steps of review");
    }

    @Test
    void aTraceThatMissesAnOutcomeIsSeen() {
        traceFault = trace -> trace.getOutcomes().clear();

        assertThat(broken()).containsExactly("I6 the trace of case-1 has other outcomes");
    }

    @Test
    void aMissingTraceIsSeen() {
        isTraced = false;

        assertThat(broken()).singleElement().asString().startsWith("I6 no whole trace");
    }

    private List<String> broken() {
        DecisionTrace trace = trace();
        traceFault.accept(trace);
        return Invariants.brokenBy(new History(
                submitted,
                deadLettered,
                List.of(),
                refused,
                routed,
                decisions,
                reviewed,
                activity,
                outcomes,
                isTraced ? List.of(trace) : List.of()));
    }

    private static PredictionRefused refusal(String subject) {
        return PredictionRefused.newBuilder()
                .setEventId("x")
                .setCaseId(CASE)
                .setCaseRevision(1)
                .setOccurredAt(NOW)
                .setProducerSeq(2)
                .setSubject(subject)
                .setKind("conflict")
                .setRefusalId("refusal-1")
                .build();
    }

    private static CaseRouted routing() {
        Prediction prediction = Prediction.newBuilder()
                .setSource("test")
                .setModelId("toy")
                .setModelVersion("1")
                .setLabel("spam")
                .setConfidence(0.5)
                .build();
        return CaseRouted.newBuilder()
                .setEventId("r")
                .setCaseId(CASE)
                .setCaseRevision(1)
                .setOccurredAt(NOW)
                .setPrediction(prediction)
                .setContentHash("00")
                .setLane("review")
                .setAction("hold")
                .setPriority(3)
                .setTier(1)
                .setPolicyName("default")
                .setPolicyVersion(1)
                .setRuleId("review-confidence")
                .setReason("not sure")
                .setPropensity(1)
                .setScoredAt(NOW)
                .build();
    }

    private static DecisionMade decision(int revision, @Nullable Long producerSeq) {
        return DecisionMade.newBuilder()
                .setEventId("d" + revision)
                .setCaseId(CASE)
                .setCaseRevision(1)
                .setOccurredAt(NOW)
                .setProducerSeq(producerSeq)
                .setDecisionRevision(revision)
                .setLabel("spam")
                .setAction("hold")
                .setStatus("held")
                .setDecidedBy("model")
                .setExplanation("waits")
                .setPolicyName("default")
                .setPolicyVersion(1)
                .build();
    }

    private static ReviewActivity step(long producerSeq, String what, long token) {
        return ReviewActivity.newBuilder()
                .setEventId("a" + producerSeq)
                .setCaseId(CASE)
                .setCaseRevision(1)
                .setOccurredAt(NOW)
                .setProducerSeq(producerSeq)
                .setTaskId("task")
                .setActivity(what)
                .setPurpose("review")
                .setQueue("review")
                .setSeat(1)
                .setToken(token)
                .build();
    }

    private static CaseReviewed verdict(long producerSeq, long token) {
        return CaseReviewed.newBuilder()
                .setEventId("v" + producerSeq)
                .setCaseId(CASE)
                .setCaseRevision(1)
                .setOccurredAt(NOW)
                .setProducerSeq(producerSeq)
                .setTaskId("task")
                .setKind("verdict")
                .setPurpose("review")
                .setQueue("review")
                .setTier(1)
                .setSeat(1)
                .setToken(token)
                .setReviewer("ana")
                .setVerdict("override")
                .setLabel("ham")
                .setModelLabel("spam")
                .setBlind(true)
                .build();
    }

    private static OutcomeArrived outcome() {
        return OutcomeArrived.newBuilder()
                .setEventId("o")
                .setCaseId(CASE)
                .setCaseRevision(1)
                .setOccurredAt(NOW)
                .setReceivedAt(NOW)
                .setProducerSeq(1)
                .setOutcomeId("outcome-1")
                .setKind("ground_truth")
                .setLabel("ham")
                .setSource("test")
                .build();
    }

    private static TracedDecision traced(DecisionMade decision) {
        return TracedDecision.newBuilder()
                .setAt(NOW)
                .setCaseRevision(decision.getCaseRevision())
                .setDecisionRevision(decision.getDecisionRevision())
                .setLabel(decision.getLabel())
                .setAction(decision.getAction())
                .setStatus(decision.getStatus())
                .setDecidedBy(decision.getDecidedBy())
                .build();
    }

    private static TracedReviewStep tracedStep(long producerSeq) {
        return TracedReviewStep.newBuilder()
                .setAt(NOW)
                .setProducerSeq(producerSeq)
                .setTaskId("task")
                .setStep("claimed")
                .setPurpose("review")
                .setQueue("review")
                .setSeat(1)
                .setToken(1)
                .build();
    }

    private DecisionTrace trace() {
        return DecisionTrace.newBuilder()
                .setEventId("t")
                .setCaseId(CASE)
                .setCaseRevision(1)
                .setOccurredAt(NOW)
                .setTraceVersion(1)
                .setDigest("00")
                .setState("decided")
                .setPrediction(TracedPrediction.newBuilder()
                        .setOccurredAt(NOW)
                        .setScoredAt(NOW)
                        .setSource("test")
                        .setModelId("toy")
                        .setModelVersion("1")
                        .setCandidate(false)
                        .setLabel("spam")
                        .setConfidence(0.5)
                        .setContentHash("00")
                        .build())
                .setRouting(TracedRouting.newBuilder()
                        .setAt(NOW)
                        .setLane("review")
                        .setAction("hold")
                        .setPriority(3)
                        .setTier(1)
                        .setPolicyName("default")
                        .setPolicyVersion(1)
                        .setRuleId("review-confidence")
                        .setReason("not sure")
                        .setPropensity(1)
                        .setAudit(false)
                        .build())
                .setDecisions(
                        decisions.stream().map(InvariantsTest::traced).collect(Collectors.toCollection(ArrayList::new)))
                .setReview(Stream.concat(
                                activity.stream().map(ReviewActivity::getProducerSeq),
                                reviewed.stream().map(CaseReviewed::getProducerSeq))
                        .map(InvariantsTest::tracedStep)
                        .collect(Collectors.toCollection(ArrayList::new)))
                .setOutcomes(outcomes.stream()
                        .map(outcome -> TracedOutcome.newBuilder()
                                .setAt(NOW)
                                .setOutcomeId(outcome.getOutcomeId())
                                .setKind(outcome.getKind())
                                .setSource(outcome.getSource())
                                .build())
                        .collect(Collectors.toCollection(ArrayList::new)))
                .build();
    }
}
