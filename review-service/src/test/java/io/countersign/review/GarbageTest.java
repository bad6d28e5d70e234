package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.testsupport.HostileJson;
import io.countersign.testsupport.RawHttp;
import io.countersign.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent to the desk: done, or a refusal that a caller can read; never a failure of ours. */
class GarbageTest extends DeskTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int REQUESTS = 40;
    private static final int MEGABYTE = 1 << 20;

    /** An exclusion, and the one field that is wrong in it. */
    private static final String[][] WRONG_EXCLUSIONS = {
        {"{}", "exclude.reason"},
        {"{'reason': ' '}", "exclude.reason"},
        {"{'reason': 'LONG'}", "exclude.reason"},
        {"{'reason': 'duplicate', 'keys': ['']}", "exclude.keys[0]"},
        {"{'reason': 'duplicate', 'keys': [null]}", "exclude.keys[0]"},
        {"{'reason': 'duplicate', 'keys': ['LONG']}", "exclude.keys[0]"},
        {"{'reason': 'duplicate', 'keys': ['\\u0000']}", "exclude.keys[0]"},
        {"{'reason': 'duplicate', 'keys': ['\\ud800']}", "exclude.keys[0]"},
        {"{'reason': 'duplicate', 'keys': [MANY]}", "exclude.keys"},
        {"{'reason': 'duplicate', 'keys': ['of-another']}", "exclude.keys"},
        {"{'reason': 'duplicate', 'notes': 'LONG'}", "exclude.notes"},
        {"{'reason': 'duplicate', 'expiresAt': '2001-01-01T00:00:00Z'}", "exclude.expiresAt"},
        {"{'reason': 'duplicate', 'expiresAt': '+100000-01-01T00:00:00Z'}", "exclude.expiresAt"}
    };

    private final String gia = fresh("gia");

    @ParameterizedTest
    @ValueSource(strings = {"verdict", "renew", "reveal", "skip", "escalate", "release"})
    void aStepWithSomethingBrokenInItIsDoneOrClearlyRefused(String step) {
        var queue = queueOfItsOwn(gia, "expert");
        grant("garbage-expert", List.of("expert"), List.of("expert"));
        var hostile = new HostileJson(step.hashCode());
        var http = new RawHttp("http://127.0.0.1:" + port, reviewerToken(gia));
        var claim = waiting(queue);
        for (int i = 0; i < REQUESTS; i++) {
            var body = hostile.next(JSON.writeValueAsString(good(step, claim)));

            var answer = http.send("POST", at(claim, step), body, Map.of());

            assertIsDoneOrClearlyRefused(answer, body);
            if (answer.status() < 300 && !step.equals("renew") && !step.equals("reveal")) {
                claim = waiting(queue);
            }
        }
        assertThat(post(at(claim, "verdict"), gia, seat(claim, "label", "ham")).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"POST,/v1/claims", "PUT,/v1/queues/garbage", "PUT,/v1/reviewers/garbage"})
    void soIsAnythingElse(String method, String path) {
        var good = JSON.writeValueAsString(
                switch (path) {
                    case "/v1/claims" -> Map.of("queues", List.of("audit"));
                    case "/v1/queues/garbage" -> queue("none");
                    default -> Map.of("skills", List.of("german"), "queues", List.of("review"));
                });
        var hostile = new HostileJson(path.hashCode());
        var http = new RawHttp("http://127.0.0.1:" + port, leadToken());
        for (int i = 0; i < REQUESTS; i++) {
            var body = hostile.next(good);

            assertIsDoneOrClearlyRefused(http.send(method, path, body, Map.of()), body);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/tasks/%00",
                "/v1/tasks/1-1-1-1-1",
                "/v1/tasks?caseId=%00",
                "/v1/tasks?caseId=",
                "/v1/tasks?caseId=%FF%C0",
                "/v1/tasks",
                "/v1/queues/%ED%A0%80"
            })
    void anOddAddressIsClearlyRefusedOrFindsNothing(String path) {
        var answer = new RawHttp("http://127.0.0.1:" + port, leadToken()).send("GET", path, new byte[0], Map.of());

        assertThat(answer.status()).as("%s", answer).isLessThan(500);
    }

    @Test
    void fiveMegabytesOfAnythingAreClearlyRefused() {
        var claim = waiting(queueOfItsOwn(gia));
        var http = new RawHttp("http://127.0.0.1:" + port, reviewerToken(gia));
        for (var body : List.of(
                "{\"seat\": 1, \"token\": 1, \"fields\": [" + "null,".repeat(40_000) + "null]}",
                "{\"seat\": 1, \"token\": 1, \"queues\": [" + "\"\",".repeat(40_000) + "\"\"]}",
                "{\"seat\": 1, \"token\": 1, \"notes\": \"" + "x".repeat(5 * MEGABYTE) + "\"}",
                "{\"fields\": [" + "null,".repeat(MEGABYTE) + "null]}",
                "[".repeat(5 * MEGABYTE))) {
            var answer = http.send("POST", at(claim, "verdict"), body.getBytes(StandardCharsets.UTF_8), Map.of());

            assertThat(answer.isClearRefusal())
                    .as("%.300s to %.60s", answer, body)
                    .isTrue();
            assertThat(answer.body().toString()).hasSizeLessThan(100_000);
        }
    }

    @Test
    void anExclusionThatCannotBeIsRefusedWithItsFieldAndTheClaimStays() {
        var claim = waiting(queueOfItsOwn(gia));
        for (var wrong : WRONG_EXCLUSIONS) {
            var body = JSON.writeValueAsString(seat(claim, "label", "ham"));

            var answer = post(at(claim, "verdict"), gia, "{\"exclude\":" + json(wrong[0]) + "," + body.substring(1));

            assertThat(answer.status()).as("%s: %s", wrong[0], answer.body()).isEqualTo(422);
            assertThat(answer.body()
                            .path("errors")
                            .valueStream()
                            .map(it -> it.path("field").asString()))
                    .as(wrong[0])
                    .containsExactly(wrong[1]);
        }
        assertThat(post(at(claim, "verdict"), gia, seat(claim, "label", "ham")).status())
                .isEqualTo(200);
    }

    @Test
    void aFieldThatAVerdictCorrectsTwiceIsRefusedByItsPlaceAndTheClaimStays() {
        var claim = waiting(queueOfItsOwn(gia));
        var language = Map.of("name", "language", "after", "de");

        var answer = post(
                at(claim, "verdict"),
                gia,
                seat(claim, "label", "ham", "fields", List.of(language, Map.of("name", "tone"), language, language)));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(422);
        assertThat(answer.body()
                        .path("errors")
                        .valueStream()
                        .map(it -> it.path("field").asString()))
                .containsExactly("fields[2].name", "fields[3].name");
        assertThat(post(at(claim, "verdict"), gia, seat(claim, "label", "ham")).status())
                .isEqualTo(200);
    }

    @Test
    void anItemWithALongKeyCanBeExcludedUntilADay() {
        var queue = queueOfItsOwn(gia);
        var caseId = fresh("case");
        var key = "k".repeat(500);
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold")
                        .setQueue(queue)
                        .setPrediction(RoutedEvents.prediction(key))
                        .build());
        var claim = claim(gia, queue);
        var until = Instant.now().plusSeconds(86_400).toString();

        var answer = post(
                at(claim, "verdict"),
                gia,
                seat(
                        claim,
                        "label",
                        "ham",
                        "exclude",
                        Map.of("keys", List.of(key), "reason", "duplicate", "expiresAt", until)));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    }

    private static void assertIsDoneOrClearlyRefused(RawHttp.Answer answer, byte[] body) {
        assertThat(answer.status() < 300 || answer.isClearRefusal())
                .as("%.300s to %.300s", answer, new String(body, StandardCharsets.UTF_8))
                .isTrue();
    }

    /** A case that the reviewer holds. */
    private JsonNode waiting(String queue) {
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build());
        return claim(gia, queue);
    }

    private static Map<String, Object> good(String step, JsonNode claim) {
        var body = new HashMap<>(seat(claim));
        switch (step) {
            case "verdict" -> {
                body.put("verdict", "override");
                body.put("label", "ham");
                body.put("confidence", 0.8);
                body.put("severity", "low");
                body.put("fields", List.of(Map.of("name", "language", "after", "de")));
                body.put("category", "irony");
                body.put("notes", "a joke");
                body.put(
                        "exclude", Map.of("reason", "duplicate", "notes", "seen", "expiresAt", "2099-01-01T00:00:00Z"));
                body.put("claimNext", true);
                body.put("queues", List.of(claim.path("queue").asString()));
            }
            case "skip" -> body.put("reason", "tired");
            case "escalate" -> {
                body.put("reason", "hard");
                body.put("note", "see the end");
                body.put("queue", "expert");
                body.put("person", "garbage-expert");
            }
            default -> body.put("note", "a note");
        }
        return body;
    }

    private static String json(String exclusion) {
        return exclusion
                .replace('\'', '"')
                .replace("LONG", "x".repeat(4_001))
                .replace("MANY", "\"a\",".repeat(100) + "\"a\"");
    }
}
