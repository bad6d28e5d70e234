package io.countersign.simulator.replay;

import io.countersign.casefiles.Case;
import io.countersign.event.OutcomeSubmitted;
import io.countersign.simulator.kafka.EventSender;
import io.countersign.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/** Ground truth for a share of the cases, sent once each, and only after the case is decided. */
final class Outcomes {

    private static final Duration LATER = Duration.ofDays(14);

    private final EventSender sender;
    private final CaseIds ids;
    private final double share;
    private final long seed;
    private final Set<String> sent = new HashSet<>();

    Outcomes(EventSender sender, CaseIds ids, double share, long seed) {
        this.sender = sender;
        this.ids = ids;
        this.share = share;
        this.seed = seed;
    }

    /** Whether the case's truth will become known; the same for the same seed. */
    boolean chosen(Case each) {
        return each.trueLabel() != null
                && CaseRandom.of(seed, "outcome", each.caseId()).nextDouble() < share;
    }

    void send(Case decided) {
        if (!sent.add(decided.caseId())) {
            return;
        }
        String caseId = ids.caseId(decided.caseId());
        Instant made = decided.occurredAt() == null ? Instant.EPOCH : decided.occurredAt();
        sender.send(
                Topics.OUTCOME_SUBMITTED,
                caseId,
                OutcomeSubmitted.newBuilder()
                        .setCaseId(caseId)
                        .setOutcomeId(caseId + ":truth")
                        .setOccurredAt(made.plus(LATER))
                        .setKind("ground_truth")
                        .setLabel(decided.trueLabel())
                        .setSource(ids.set())
                        .build());
    }
}
