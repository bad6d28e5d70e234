package io.countersign.simulator.replay;

import io.countersign.simulator.report.CaseResult;
import io.countersign.simulator.report.CaseResult.Fate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One case of a replay and everything that was seen of it. Owned by the thread that follows the topics. */
final class PlayedCase {

    private final String idInFile;
    private final String modelLabel;
    private final double confidence;
    private final @Nullable String truth;

    private @Nullable TraceSummary trace;
    private boolean outcomeOwed;
    private final Set<String> seen = new HashSet<>();
    private int routings;
    private int verdicts;
    private int decisions;
    private int repeats;

    PlayedCase(String idInFile, String modelLabel, double confidence, @Nullable String truth) {
        this.idInFile = idInFile;
        this.modelLabel = modelLabel;
        this.confidence = confidence;
        this.truth = truth;
    }

    /** The newest trace wins, whatever order they are read in. */
    void traced(TraceSummary newer) {
        if (trace == null || newer.version() >= trace.version()) {
            trace = newer;
        }
    }

    void routed(int caseRevision) {
        routings++;
        countOnce("routing/" + caseRevision);
    }

    void judged(String taskId, int seat) {
        verdicts++;
        countOnce("verdict/" + taskId + "/" + seat);
    }

    void decided(int caseRevision, int decisionRevision) {
        decisions++;
        countOnce("decision/" + caseRevision + "/" + decisionRevision);
    }

    private void countOnce(String what) {
        if (!seen.add(what)) {
            repeats++;
        }
    }

    void owesOutcome() {
        outcomeOwed = true;
    }

    boolean isDecided() {
        return trace != null && trace.isDecided();
    }

    boolean isSettled() {
        return trace != null && trace.isDecided() && (!outcomeOwed || trace.truthKnown());
    }

    boolean isReviewed() {
        return trace != null && trace.resolved();
    }

    boolean isRouted() {
        return trace != null && (trace.routed() || trace.refused());
    }

    /** Whether any part of the trace is missing: not settled, or the trace tells fewer events than the topics carried. */
    boolean isLost() {
        if (!isSettled() || trace == null) {
            return true;
        }
        return !trace.refused()
                && (routings == 0 || trace.decisions() < decisions - repeats || trace.verdicts() < verdicts - repeats);
    }

    int repeats() {
        return repeats;
    }

    @Nullable
    String truth() {
        return truth;
    }

    CaseResult result() {
        return new CaseResult(
                idInFile,
                modelLabel,
                confidence,
                truth,
                fate(),
                trace == null ? null : trace.decidedLabel(),
                trace == null ? null : trace.verdictLabel());
    }

    private Fate fate() {
        if (trace == null) {
            return Fate.UNTRACED;
        }
        if (trace.refused()) {
            return Fate.REFUSED;
        }
        if (!trace.isDecided()) {
            return Fate.UNSETTLED;
        }
        if (!trace.automatic()) {
            return Fate.REVIEWED;
        }
        return trace.audited() ? Fate.AUDITED : Fate.AUTOMATIC;
    }
}
