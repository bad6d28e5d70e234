package io.countersign.simulator.replay;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.event.DecisionTrace;
import io.countersign.simulator.kafka.Wire;
import io.countersign.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tells each case of the run what the topics say of it. */
final class CaseWatch {

    static final List<String> TOPICS =
            List.of(Topics.CASE_ROUTED, Topics.DECISION_MADE, Topics.CASE_REVIEWED, Topics.DECISION_TRACE);

    private final Wire wire;
    private final CaseIds ids;
    private final Map<String, PlayedCase> cases;
    private final Tally tally;
    private final BiConsumer<String, PlayedCase> onTrace;

    /**
     * @param cases the run's cases by their id in the file
     * @param tally counts how far they have come
     * @param onTrace called with the id in the file after a case has a newer trace
     */
    CaseWatch(
            Wire wire,
            CaseIds ids,
            Map<String, PlayedCase> cases,
            Tally tally,
            BiConsumer<String, PlayedCase> onTrace) {
        this.wire = wire;
        this.ids = ids;
        this.cases = cases;
        this.tally = tally;
        this.onTrace = onTrace;
    }

    void see(ConsumerRecord<String, byte[]> event) {
        if (event.key() == null || event.value() == null || !ids.mine(event.key())) {
            return;
        }
        String idInFile = ids.idInFile(event.key());
        PlayedCase played = cases.get(idInFile);
        if (played == null) {
            return;
        }
        switch (event.topic()) {
            case Topics.CASE_ROUTED ->
                played.routed(wire.decode(event, CaseRouted.class).getCaseRevision());
            case Topics.DECISION_MADE -> {
                DecisionMade decision = wire.decode(event, DecisionMade.class);
                played.decided(decision.getCaseRevision(), decision.getDecisionRevision());
            }
            case Topics.CASE_REVIEWED -> {
                CaseReviewed review = wire.decode(event, CaseReviewed.class);
                if (review.getKind().equals("verdict")) {
                    played.judged(review.getTaskId(), review.getSeat());
                }
            }
            case Topics.DECISION_TRACE -> {
                tally.traced(played, TraceSummary.of(wire.decode(event, DecisionTrace.class)));
                onTrace.accept(idInFile, played);
            }
            default -> throw new IllegalStateException(event.topic());
        }
    }
}
