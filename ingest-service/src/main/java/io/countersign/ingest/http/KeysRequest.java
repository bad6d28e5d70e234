package io.countersign.ingest.http;

import io.countersign.ingest.exclusion.ExclusionRules;
import io.countersign.ingest.fault.Faults;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Keys that are asked for: 1 to 1,000. */
public record KeysRequest(List<String> keys) {

    static KeysRequest read(JsonNode body) {
        var faults = new Faults();
        var fields = new JsonFields(body, faults);
        var keys = fields.texts("keys");
        fields.refuseOthers();
        Answers.refuseIfWrong(faults);
        Answers.refuseIfWrong(ExclusionRules.faultsOfKeys(keys));
        return new KeysRequest(keys);
    }
}
