package io.countersign.ingest.http;

import io.countersign.ingest.fault.Faults;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to replay instead of what was there.
 *
 * @param mended the whole record as it should have been; null to replay it as it was
 */
public record MendRequest(@Nullable JsonNode mended) {

    static MendRequest read(@Nullable JsonNode body) {
        if (body == null) {
            return new MendRequest(null);
        }
        var faults = new Faults();
        var fields = new JsonFields(body, faults);
        var mended = fields.optional("mended");
        fields.refuseOthers();
        Answers.refuseIfWrong(faults);
        return new MendRequest(mended);
    }
}
