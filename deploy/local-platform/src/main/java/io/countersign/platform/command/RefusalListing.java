package io.countersign.platform.command;

import io.countersign.platform.setaside.SetAside;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Refusals as a table or as JSON. */
abstract class RefusalListing extends SetAsideListing {

    @Option(names = "--subject", paramLabel = "WORD", description = "prediction or outcome; by default both.")
    private String subject = "";

    @Option(names = "--kind", paramLabel = "WORD", description = "invalid, conflict or excluded; by default all.")
    private String kind = "";

    @Option(names = "--case", paramLabel = "ID", description = "Of one case.")
    private String caseId = "";

    @Option(names = "--key", paramLabel = "KEY", description = "Turned away because of one excluded key.")
    private String key = "";

    @Override
    SetAside kind() {
        return SetAside.REFUSALS;
    }

    @Override
    Map<String, String> filters() {
        return Map.of("subject", subject, "kind", kind, "caseId", caseId, "exclusionKey", key);
    }

    @Override
    Row heading() {
        return new Row("ID", "STATE", "REFUSED", "WHAT", "CASE: WHY");
    }

    @Override
    Row row(JsonNode refusal) {
        return new Row(
                refusal.path("refusalId").asString(""),
                refusal.path("state").asString(""),
                refusal.path("refusedAt").asString(""),
                refusal.path("kind").asString("") + " "
                        + refusal.path("subject").asString(""),
                refusal.path("caseId").asString("") + ": " + why(refusal));
    }

    private static String why(JsonNode refusal) {
        String key = refusal.path("exclusionKey").asString("");
        return key.isEmpty()
                ? refusal.path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString("") + " "
                                + error.path("message").asString(""))
                        .collect(Collectors.joining("; "))
                : key + " is excluded";
    }
}
