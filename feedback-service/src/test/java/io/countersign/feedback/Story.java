package io.countersign.feedback;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.event.Content;
import io.countersign.event.DecisionMade;
import io.countersign.event.Draw;
import io.countersign.event.FieldFault;
import io.countersign.event.OutcomeArrived;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionRefused;
import io.countersign.event.PredictionScored;
import io.countersign.event.ReviewActivity;
import io.countersign.topics.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** One case as the services tell it, event by event, each some seconds after the one before. Stories told alike are alike but for the case id. */
final class Story {

    static final String CONTENT = "Buy now, secret words";
    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private final String caseId;
    private final List<Told> told = new ArrayList<>();
    private String modelVersion = "7";
    private String itemKey;
    private String modelLabel = "spam";
    private double confidence = 0.8;
    private boolean candidate;
    private Instant now = START;
    private int decisions;
    private long ingestSeq;
    private long reviewSeq;

    private Story(String caseId) {
        this.caseId = caseId;
        this.itemKey = "key-of-" + caseId;
    }

    /** An event, and where it is told. */
    record Told(String topic, String key, SpecificRecord event) {}

    static Story of(String caseId) {
        return new Story(caseId);
    }

    String caseId() {
        return caseId;
    }

    List<Told> told() {
        return List.copyOf(told);
    }

    Story from(Instant start) {
        now = start;
        return this;
    }

    Story by(String version, double howSure) {
        modelVersion = version;
        confidence = howSure;
        return this;
    }

    Story onlyACandidate() {
        candidate = true;
        return this;
    }

    Story about(String key) {
        itemKey = key;
        return this;
    }

    Story scored() {
        return tell(
                Topics.PREDICTION_SCORED,
                PredictionScored.newBuilder()
                        .setEventId(nextId())
                        .setCaseId(caseId)
                        .setCaseRevision(1)
                        .setOccurredAt(after(1))
                        .setProducerSeq(++ingestSeq)
                        .setPrediction(prediction())
                        .setContentHash("0".repeat(64))
                        .setReceivedAt(now)
                        .setChannel("kafka")
                        .build());
    }

    /** Routed to people for certain. */
    Story routed(String lane) {
        return routed(lane, 1, false);
    }

    Story routed(String lane, double propensity, boolean audit) {
        boolean automatic = lane.equals("automatic");
        return tell(
                Topics.CASE_ROUTED,
                CaseRouted.newBuilder()
                        .setEventId(nextId())
                        .setCaseId(caseId)
                        .setCaseRevision(1)
                        .setOccurredAt(after(1))
                        .setPrediction(prediction())
                        .setContentHash("0".repeat(64))
                        .setLane(lane)
                        .setAction(automatic ? "remove" : "hold")
                        .setQueue(automatic ? null : lane.equals("expert") ? "expert" : "review")
                        .setPriority(3)
                        .setTier(automatic ? 0 : 1)
                        .setPolicyName("default")
                        .setPolicyVersion(1)
                        .setRuleId("rule")
                        .setReason("The model is not sure enough.")
                        .setDraws(List.of(Draw.newBuilder()
                                .setPurpose("audit")
                                .setValue(0.01)
                                .setKeyId("k1")
                                .setProbability(propensity)
                                .setSelected(audit)
                                .build()))
                        .setPropensity(propensity)
                        .setAudit(audit)
                        .setScoredAt(now)
                        .build());
    }

    Story decided(String status, String by, String label) {
        return tell(
                Topics.DECISION_MADE,
                DecisionMade.newBuilder()
                        .setEventId(nextId())
                        .setCaseId(caseId)
                        .setCaseRevision(1)
                        .setOccurredAt(after(1))
                        .setDecisionRevision(++decisions)
                        .setLabel(label)
                        .setAction(status.equals("held") ? "hold" : "remove")
                        .setStatus(status)
                        .setDecidedBy(by)
                        .setExplanation("Because")
                        .setPolicyName("default")
                        .setPolicyVersion(1)
                        .build());
    }

    Story activity(String activity, String purpose, @Nullable String actor, long secondsLater) {
        return tell(
                Topics.REVIEW_ACTIVITY,
                ReviewActivity.newBuilder()
                        .setEventId(nextId())
                        .setCaseId(caseId)
                        .setCaseRevision(1)
                        .setOccurredAt(after(secondsLater))
                        .setProducerSeq(++reviewSeq)
                        .setTaskId("task-1")
                        .setActivity(activity)
                        .setPurpose(purpose)
                        .setQueue("review")
                        .setActor(actor)
                        .build());
    }

    /** The task is opened, claimed after some seconds, and answered blind after some more. */
    Story judged(String purpose, String who, String label, long waited, long took) {
        return activity("opened", purpose, null, 1)
                .activity("claimed", purpose, who, waited)
                .verdict(purpose, who, label, true, took);
    }

    Story verdict(String purpose, String who, String label, boolean blind, long took) {
        var claimedAt = now;
        return tell(
                Topics.CASE_REVIEWED,
                CaseReviewed.newBuilder()
                        .setEventId(nextId())
                        .setCaseId(caseId)
                        .setCaseRevision(1)
                        .setOccurredAt(after(took))
                        .setProducerSeq(++reviewSeq)
                        .setTaskId("task-1")
                        .setKind("verdict")
                        .setPurpose(purpose)
                        .setQueue("review")
                        .setTier(1)
                        .setSeat(1)
                        .setToken(reviewSeq)
                        .setReviewer(who)
                        .setVerdict(label.equals(modelLabel) ? "agree" : "override")
                        .setLabel(label)
                        .setModelLabel(modelLabel)
                        .setBlind(blind)
                        .setClaimedAt(claimedAt)
                        .build());
    }

    Story truth(String label) {
        return outcome("truth-of-" + caseId, "ground_truth", label);
    }

    Story outcome(String outcomeId, String kind, @Nullable String label) {
        return tell(
                Topics.OUTCOME_ARRIVED,
                OutcomeArrived.newBuilder()
                        .setEventId(nextId())
                        .setCaseId(caseId)
                        .setCaseRevision(1)
                        .setOccurredAt(after(1))
                        .setProducerSeq(++ingestSeq)
                        .setOutcomeId(outcomeId)
                        .setKind(kind)
                        .setLabel(label)
                        .setSource("court")
                        .setNote("They say so")
                        .setReceivedAt(now)
                        .build());
    }

    Story refused(String kind) {
        return refused(kind, "refusal-of-" + caseId, List.of());
    }

    Story refused(String kind, String refusalId, List<FieldFault> faults) {
        return tell(
                Topics.PREDICTION_REFUSED,
                PredictionRefused.newBuilder()
                        .setEventId(nextId())
                        .setCaseId(caseId)
                        .setCaseRevision(1)
                        .setOccurredAt(after(1))
                        .setProducerSeq(++ingestSeq)
                        .setSubject("prediction")
                        .setKind(kind)
                        .setRefusalId(refusalId)
                        .setFaults(faults)
                        .build());
    }

    private Prediction prediction() {
        return Prediction.newBuilder()
                .setItemKeys(List.of(itemKey))
                .setSource("mail")
                .setModelId("tone")
                .setModelVersion(modelVersion)
                .setCandidate(candidate)
                .setLabel(modelLabel)
                .setConfidence(confidence)
                .setSlices(Map.of("language", "en", "channel", "mail"))
                .setContent(Content.newBuilder().setText(CONTENT).build())
                .build();
    }

    private Story tell(String topic, SpecificRecord event) {
        told.add(new Told(topic, caseId, event));
        return this;
    }

    private Instant after(long seconds) {
        now = now.plusSeconds(seconds);
        return now;
    }

    private String nextId() {
        return "event-%03d".formatted(told.size() + 1);
    }
}
