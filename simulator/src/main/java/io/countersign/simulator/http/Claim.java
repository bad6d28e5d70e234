package io.countersign.simulator.http;

import tools.jackson.databind.JsonNode;

/**
 * A claimed seat on a case.
 *
 * @param taskId the review task
 * @param caseId the case
 * @param seat the seat, from 1
 * @param token the fencing token that the verdict must carry
 */
public record Claim(String taskId, String caseId, int seat, long token) {

    static Claim of(JsonNode json) {
        return new Claim(
                json.required("taskId").asString(),
                json.required("caseId").asString(),
                json.required("seat").asInt(),
                json.required("token").asLong());
    }
}
