package io.countersign.platform.command;

import io.countersign.platform.setaside.SetAside;
import java.util.Map;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Dead letters as a table or as JSON. */
abstract class DeadLetterListing extends SetAsideListing {

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Of one topic, as in hitl.prediction.submitted.v1.")
    private String topic = "";

    @Override
    SetAside kind() {
        return SetAside.DEAD_LETTERS;
    }

    @Override
    Map<String, String> filters() {
        return Map.of("topic", topic);
    }

    @Override
    Row heading() {
        return new Row("ID", "STATE", "ARRIVED", "TOPIC", "KEY: REASON");
    }

    @Override
    Row row(JsonNode letter) {
        return new Row(
                letter.path("deadLetterId").asString(""),
                letter.path("state").asString(""),
                letter.path("arrivedAt").asString(""),
                letter.path("topic").asString(""),
                letter.path("key").asString("-") + ": " + letter.path("reason").asString(""));
    }
}
