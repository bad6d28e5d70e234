package io.countersign.review.http;

import io.countersign.review.LookAtTasks;
import io.countersign.review.task.Judgment;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What a verdict refers to in its case: values of fields before they were corrected, and keys of the item. */
@Component
class VerdictContext {

    private final LookAtTasks tasks;
    private final JsonMapper json;
    private final Clock clock;

    VerdictContext(LookAtTasks tasks, JsonMapper json, Clock clock) {
        this.tasks = tasks;
        this.json = json;
        this.clock = clock;
    }

    /** The time of the door, for dates in the request. */
    Instant now() {
        return clock.instant();
    }

    /** The judgment in the request; empty where it refers to a task that is not there. */
    Mono<Judgment> judgment(UUID taskId, VerdictRequest request) {
        if (!request.needsTheCase()) {
            return Mono.fromCallable(() -> request.judgment(Map.of(), List.of()));
        }
        return tasks.at(taskId, "").zipWith(tasks.keysOf(taskId), (look, keys) -> {
            var before = valuesOfFields(look.atHand().answer());
            return request.judgment(before, keys);
        });
    }

    private Map<String, String> valuesOfFields(String answer) {
        Map<String, String> values = new HashMap<>();
        for (var field : json.readTree(answer).path("fields")) {
            var value = field.path("value");
            if (value.isString()) {
                values.put(field.path("name").asString(), value.asString());
            }
        }
        return values;
    }
}
