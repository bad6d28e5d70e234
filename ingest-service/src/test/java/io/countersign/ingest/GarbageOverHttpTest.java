package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.PredictionScored;
import io.countersign.ingest.wire.RecordsAsJson;
import io.countersign.testsupport.HostileJson;
import io.countersign.testsupport.RawHttp;
import io.countersign.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import tools.jackson.databind.json.JsonMapper;

/** Whatever is sent: taken in, or a refusal that a caller can read; never a failure of ours. */
class GarbageOverHttpTest extends RunningIngest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int REQUESTS = 50;
    private static final int MEGABYTE = 1 << 20;

    @Autowired
    private DatabaseClient database;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/predictions",
                "/v1/predictions/batch",
                "/v1/outcomes",
                "/v1/outcomes/batch",
                "/v1/exclusions",
                "/v1/exclusions/restore",
                "/v1/exclusions/lookup",
                "/v1/refusals/replay",
                "/v1/refusals/{id}/replay",
                "/v1/refusals/{id}/dismiss",
                "/v1/dead-letters/{id}/replay",
                "/v1/dead-letters/{id}/dismiss"
            })
    void a_request_with_something_broken_in_it_is_taken_in_or_clearly_refused(String path) {
        var hostile = new HostileJson(path.hashCode());
        var http = raw();
        var about = about(path);
        for (int i = 0; i < REQUESTS; i++) {
            var body = hostile.next(good(path));
            var headers = i % 2 == 0 ? Map.<String, String>of() : Map.of("Idempotency-Key", fresh("key"));

            var answer = http.send("POST", path.replace("{id}", about), body, headers);

            assertThat(answer.status() < 300 || answer.isClearRefusal())
                    .as(
                            "%s to %.300s in answer to request %d: %.300s",
                            answer, path, i, new String(body, StandardCharsets.UTF_8))
                    .isTrue();
            about = answer.status() < 300 ? about(path) : about;
        }
        goesOn();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "\"NaN\"", "\"Infinity\"", "1e400", "-1e400", "null"})
    void a_confidence_that_is_no_number_between_0_and_1_is_clearly_refused(String confidence) {
        var good = good("/v1/predictions");
        var body = good.replaceFirst("\"confidence\":[0-9.]+", "\"confidence\":" + confidence);
        assertThat(body).isNotEqualTo(good);

        var answer = raw().send("POST", "/v1/predictions", body.getBytes(StandardCharsets.UTF_8), Map.of());

        assertThat(answer.isClearRefusal()).as("%s", answer).isTrue();
        // What is no JSON at all is refused as a whole, by its place.
        assertThat(answer.status() == 400
                        || answer.body().path("errors").toString().contains("confidence"))
                .as("%s", answer)
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/predictions/batch", "/v1/exclusions"})
    void five_megabytes_of_anything_are_clearly_refused(String path) {
        var http = raw();
        for (var body : List.of(
                "{\"caseId\": \"" + "x".repeat(5 * MEGABYTE) + "\"}",
                "{\"predictions\": [" + "null,".repeat(MEGABYTE) + "null]}",
                "{\"keys\": [" + "\"a\",".repeat(MEGABYTE) + "\"a\"]}",
                "[".repeat(5 * MEGABYTE),
                fields(MEGABYTE / 4),
                "{\"keys\": \"" + "x".repeat(17 * MEGABYTE) + "\"}")) {
            var answer = http.send("POST", path, body.getBytes(StandardCharsets.UTF_8), Map.of());

            assertThat(answer.isClearRefusal()).as("%s to %.60s", answer, body).isTrue();
            assertThat(answer.body().toString()).hasSizeLessThan(500_000);
        }
        goesOn();
    }

    @Test
    void odd_headers_are_clearly_refused_or_ignored() {
        var body = good("/v1/predictions").getBytes(StandardCharsets.UTF_8);
        for (var headers : List.of(
                Map.of("Idempotency-Key", " "),
                Map.of("Idempotency-Key", "x".repeat(201)),
                Map.of("Idempotency-Key", "ä"),
                Map.of("traceparent", "nonsense"),
                Map.of("traceparent", "00-00000000000000000000000000000000-0000000000000000-01"),
                Map.of("Accept", "image/png"),
                Map.of("Accept", "nonsense"),
                Map.of("Content-Encoding", "gzip"))) {
            var answer = raw().send("POST", "/v1/predictions", body, headers);

            assertThat(answer.status()).as("%s to %s", answer, headers).isLessThan(500);
        }
    }

    /** Something open that the path can be about. */
    private String about(String path) {
        if (!path.contains("{id}")) {
            return "";
        }
        var caseId = fresh("case");
        boolean letter = path.startsWith("/v1/dead-letters");
        if (letter) {
            sendBytes(Topics.PREDICTION_SUBMITTED, caseId, new byte[] {9});
        } else {
            send(Topics.PREDICTION_SUBMITTED, fresh("other"), Given.prediction(caseId));
        }
        var sql = letter
                ? "SELECT dead_letter_id FROM dead_letter WHERE record_key = $1"
                : "SELECT refusal_id FROM refusal WHERE case_id = $1";
        return await().until(
                        () -> database.sql(sql)
                                .bind(0, caseId)
                                .mapValue(String.class)
                                .first()
                                .blockOptional()
                                .orElse(""),
                        id -> !id.isEmpty());
    }

    private RawHttp raw() {
        return new RawHttp("http://127.0.0.1:" + port, PLATFORM.issuer().token("ida", "admin"));
    }

    /** A good prediction behind all that comes through. */
    private void goesOn() {
        var caseId = fresh("behind");
        var body = JSON.writeValueAsBytes(prediction(caseId));

        assertThat(raw().send("POST", "/v1/predictions", body, Map.of()).status())
                .isEqualTo(202);
        awaitEvents(
                Topics.PREDICTION_SCORED,
                PredictionScored.class,
                it -> it.getCaseId().equals(caseId),
                1);
    }

    private static String good(String path) {
        return JSON.writeValueAsString(
                switch (path) {
                    case "/v1/predictions" -> prediction(fresh("case"));
                    case "/v1/predictions/batch" ->
                        Map.of("predictions", List.of(prediction(fresh("case")), prediction(fresh("case"))));
                    case "/v1/outcomes" -> outcome();
                    case "/v1/outcomes/batch" -> Map.of("outcomes", List.of(outcome(), outcome()));
                    case "/v1/exclusions" ->
                        Map.of(
                                "keys", List.of(fresh("key"), fresh("key")),
                                "reason", "irrelevant",
                                "notes", "seen before",
                                "expiresAt", "2099-01-01T00:00:00Z",
                                "caseId", "case");
                    case "/v1/exclusions/restore" ->
                        Map.of("keys", List.of(fresh("key")), "reason", "mistake", "notes", "sorry");
                    case "/v1/exclusions/lookup", "/v1/refusals/replay" -> Map.of("keys", List.of(fresh("key")));
                    case "/v1/refusals/{id}/dismiss", "/v1/dead-letters/{id}/dismiss" -> Map.of("note", "a test");
                    default -> Map.of("mended", prediction(fresh("case")));
                });
    }

    private static Map<String, Object> prediction(String caseId) {
        var tree = RecordsAsJson.tree(Given.full(caseId));
        tree.put("occurredAt", NOW.minusSeconds(60).toString());
        return tree;
    }

    private static Map<String, Object> outcome() {
        var tree = RecordsAsJson.tree(
                Given.groundTruth(fresh("case"), "ok").setNote("late").build());
        tree.put("occurredAt", NOW.minusSeconds(30).toString());
        return tree;
    }

    private static String fields(int count) {
        var fields = new StringBuilder("{");
        for (int i = 0; i < count; i++) {
            fields.append("\"").append(UUID.randomUUID()).append(i).append("\":1,");
        }
        return fields.append("\"z\":1}").toString();
    }
}
