package io.countersign.ingest.exclusion;

import io.countersign.ingest.exclusion.Exclusion.State;
import io.countersign.ingest.fault.Fault;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer excludes with a verdict.
 *
 * @param caseId the case that was judged
 * @param reviewer who judged
 */
public record VerdictExclusion(
        String caseId,
        String reviewer,
        List<String> keys,
        String reason,
        @Nullable String notes,
        @Nullable Instant expiresAt) {

    static final String OTHER = "other";

    /** What makes it impossible to carry out. */
    public List<Fault> faults() {
        return ExclusionRules.faultsOfKeys(keys);
    }

    /** The order in it. A reason that is not on the list must not lose the reviewer's word: it moves to the notes. */
    public ExclusionOrder order(List<String> reasons) {
        boolean listed = reasons.contains(reason);
        var said = notes == null ? "Reason given: " + reason : "Reason given: " + reason + ". " + notes;
        return new ExclusionOrder(
                State.EXCLUDED, listed ? reason : OTHER, reviewer, listed ? notes : said, expiresAt, caseId);
    }
}
