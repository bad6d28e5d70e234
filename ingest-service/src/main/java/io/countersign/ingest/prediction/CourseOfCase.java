package io.countersign.ingest.prediction;

import io.countersign.ingest.fault.Fault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a case.
 *
 * @param revisions by revision, lowest first
 */
public record CourseOfCase(String caseId, List<Revision> revisions) {

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
