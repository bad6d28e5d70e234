package io.countersign.ingest.http;

import io.countersign.ingest.exclusion.Exclusion.State;
import io.countersign.ingest.exclusion.ExclusionOrder;
import io.countersign.ingest.exclusion.ExclusionRules;
import io.countersign.ingest.fault.Faults;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An order to exclude or to restore.
 *
 * @param keys natural keys, 1 to 1,000
 * @param reason from the ledger's list
 * @param expiresAt when an exclusion ends by itself; not for restoring
 * @param caseId the case that it is decided on; not for restoring
 */
public record ExclusionRequest(
        List<String> keys,
        String reason,
        @Nullable String notes,
        @Nullable Instant expiresAt,
        @Nullable String caseId) {

    static ExclusionRequest read(JsonNode body, State state) {
        var faults = new Faults();
        var fields = new JsonFields(body, faults);
        boolean excludes = state == State.EXCLUDED;
        var request = new ExclusionRequest(
                fields.texts("keys"),
                fields.text("reason"),
                fields.optionalText("notes"),
                excludes ? fields.optionalTime("expiresAt") : null,
                excludes ? fields.optionalText("caseId") : null);
        fields.refuseOthers();
        Answers.refuseIfWrong(faults);
        return request;
    }

    ExclusionOrder order(State state, String by, ExclusionRules rules, Instant now) {
        var order = new ExclusionOrder(state, reason, by, notes, expiresAt, caseId);
        Answers.refuseIfWrong(rules.faultsOf(keys, order, now));
        return order;
    }
}
