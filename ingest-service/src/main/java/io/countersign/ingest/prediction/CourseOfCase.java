package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Fault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param revisions by revision, lowest first; empty where only outcomes are known
 * @param outcomes what was taken in, oldest first; refused ones are among the refusals of their revision
 */
public record CourseOfCase(String caseId, List<Revision> revisions, List<Arrived> outcomes) {

    /**
     * One revision of it.
     *
     * @param status how far it got: {@code refused}, {@code scored}, {@code routed} or {@code decided}
     * @param prediction what was taken in; null where everything was refused
     * @param routing where it went; null where it has not been routed yet
     * @param decision the newest; null where there is none yet
     * @param refusals what was refused under this revision, oldest first
     */
    public record Revision(
            int caseRevision,
            String status,
            @Nullable Taken prediction,
            @Nullable Routing routing,
            @Nullable Decided decision,
            List<Refused> refusals) {

        /** How far it got, by what is known. */
        public static Revision of(
                int caseRevision,
                @Nullable Taken prediction,
                @Nullable Routing routing,
                @Nullable Decided decision,
                List<Refused> refusals) {
            String status;
            if (decision != null && !decision.status().equals("held")) {
                status = "decided";
            } else if (routing != null || decision != null) {
                status = "routed";
            } else {
                status = prediction != null ? "scored" : "refused";
            }
            return new Revision(caseRevision, status, prediction, routing, decision, refusals);
        }
    }

    /**
     * A prediction that was taken in.
     *
     * @param contentHash SHA-256 of the canonical prediction, lower-case hex
     * @param channel {@code kafka}, {@code http} or {@code replay}
     */
    public record Taken(String contentHash, String source, String channel, Instant receivedAt) {}

    /** Where it went; {@code queue} is null where nobody is asked. */
    public record Routing(String lane, @Nullable String queue, Instant routedAt) {}

    /** What was decided. */
    public record Decided(
            int decisionRevision, String status, String label, String action, String decidedBy, Instant decidedAt) {}

    /**
     * An outcome that was taken in.
     *
     * @param outcomeId as it was submitted, or made from its content where it had none
     * @param kind {@code ground_truth}, {@code complaint} or {@code appeal}; null where that was not kept
     * @param status {@code arrived}, or {@code waiting} while no prediction of its case has been taken in
     */
    public record Arrived(String outcomeId, @Nullable String kind, String status, Instant receivedAt) {

        /** Waiting or not, by whether its case is there. */
        public static Arrived of(String outcomeId, @Nullable String kind, Instant receivedAt, boolean caseIsThere) {
            return new Arrived(outcomeId, kind, caseIsThere ? "arrived" : "waiting", receivedAt);
        }
    }

    /** What was refused, of predictions and outcomes. */
    public record Refused(
            String refusalId,
            String subject,
            String kind,
            List<Fault> faults,
            @Nullable String exclusionKey,
            String state,
            Instant refusedAt) {}
}
