package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.testsupport.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class EdgeTest extends RunningIngest {

    private static final WebTestClient NOBODY = WebTestClient.bindToServer().build();

    private static final String[] GARBAGE = {
        "",
        "{",
        "null",
        "[]",
        "7",
        "\"text\"",
        "{}",
        "{\"a\": {\"b\": [1, 2, {}]}}",
        "{\"keys\": [null], \"predictions\": [[]], \"outcomes\": [null], \"mended\": 3, \"note\": {}}",
        "{\"keys\": [\"\\u0000\"], \"reason\": \"\\ud800\"}",
        "{\"caseId\": \"a\", \"caseId\": \"b\"}",
        "{\"caseId\": \"\\u0000\", \"occurredAt\": \"+999999999-01-01T00:00:00Z\", \"prediction\": {\"source\": \"\","
                + " \"modelId\": \"\\ud800\", \"modelVersion\": \"\", \"label\": \"\", \"confidence\": 1e400}}",
        "{\"caseId\": \"\\u0000\", \"occurredAt\": \"2026-01-01T00:00:00Z\", \"kind\": \"\\u0000\", \"source\": \"\\ud800\"}",
        "[".repeat(5_000),
        "\ufeff\u0001\u0002"
    };

    static Stream<Arguments> endpoints() {
        return Stream.of(
                endpoint("POST", "/v1/predictions", "pipeline", "reviewer"),
                endpoint("POST", "/v1/predictions/batch", "pipeline", "auditor"),
                endpoint("GET", "/v1/predictions/none", "pipeline", "reviewer"),
                endpoint("POST", "/v1/outcomes", "pipeline", "reviewer"),
                endpoint("POST", "/v1/outcomes/batch", "pipeline", "data"),
                endpoint("POST", "/v1/exclusions", "reviewer", "pipeline"),
                endpoint("POST", "/v1/exclusions/restore", "lead", "pipeline"),
                endpoint("POST", "/v1/exclusions/lookup", "pipeline", "data"),
                endpoint("GET", "/v1/exclusions", "auditor", "data"),
                endpoint("GET", "/v1/exclusions/history?key=a", "auditor", "data"),
                endpoint("GET", "/v1/refusals", "auditor", "reviewer"),
                endpoint("GET", "/v1/refusals/none", "auditor", "reviewer"),
                endpoint("POST", "/v1/refusals/none/replay", "lead", "auditor"),
                endpoint("POST", "/v1/refusals/none/dismiss", "lead", "auditor"),
                endpoint("POST", "/v1/refusals/replay", "lead", "pipeline"),
                endpoint("GET", "/v1/dead-letters", "auditor", "pipeline"),
                endpoint("GET", "/v1/dead-letters/none", "auditor", "lead"),
                endpoint("POST", "/v1/dead-letters/none/replay", "admin", "auditor"),
                endpoint("POST", "/v1/dead-letters/none/dismiss", "admin", "auditor"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endpoints")
    void nothing_answers_without_a_good_token_and_the_right_role(
            HttpMethod method, String path, String role, String otherRole) {
        var issuer = PLATFORM.issuer();

        assertThat(withoutToken(method, path)).isEqualTo(401);
        assertThat(status(issuer.expiredToken("ana", role), method, path, "{}")).isEqualTo(401);
        assertThat(status(issuer.wrongAudienceToken("ana", role), method, path, "{}"))
                .isEqualTo(401);
        assertThat(status(issuer.forgedToken("ana", role), method, path, "{}")).isEqualTo(401);
        assertThat(status(issuer.token("ana", otherRole), method, path, "{}")).isEqualTo(403);
        assertThat(status(issuer.token("ana", role), method, path, "{}")).isNotIn(401, 403, 500);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endpoints")
    void garbage_is_refused_with_a_problem_that_says_so(HttpMethod method, String path, String role) {
        if (method.equals(HttpMethod.GET)) {
            return;
        }
        var token = PLATFORM.issuer().token("ana", role);
        for (var garbage : GARBAGE) {
            assertThat(status(token, method, path, garbage))
                    .as("%s with %.60s", path, garbage)
                    .isBetween(400, 499);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("saidTwice")
    void a_field_that_stands_twice_is_refused_and_named(String path, String body, String field) {
        as(PLATFORM.issuer().token("ida", "admin"))
                .post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.errors[0].message")
                .value(String.class, message -> assertThat(message).contains(field));
    }

    static Stream<Arguments> saidTwice() {
        var prediction =
                "{\"caseId\": \"twice\", \"occurredAt\": \"2026-01-01T00:00:00Z\", \"prediction\": {\"source\": \"s\","
                        + " \"modelId\": \"m\", \"modelVersion\": \"1\", \"label\": \"ok\", \"confidence\": 0.9,"
                        + " \"confidence\": 0.1}}";
        return Stream.of(
                Arguments.of("/v1/predictions", prediction, "confidence"),
                Arguments.of("/v1/predictions/batch", "{\"predictions\": [" + prediction + "]}", "confidence"),
                Arguments.of(
                        "/v1/outcomes",
                        "{\"caseId\": \"twice\", \"occurredAt\": \"2026-01-01T00:00:00Z\", \"kind\": \"ground_truth\","
                                + " \"label\": \"a\", \"label\": \"b\", \"source\": \"s\"}",
                        "label"),
                Arguments.of("/v1/exclusions/lookup", "{\"keys\": [\"a\"], \"keys\": [\"b\"]}", "keys"));
    }

    @ParameterizedTest
    @MethodSource("wrongQueries")
    void a_query_that_makes_no_sense_is_refused(String query) {
        var client = as(PLATFORM.issuer().token("ida", "admin"));

        client.get()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + query))
                .exchange()
                .expectStatus()
                .is4xxClientError()
                .expectHeader()
                .contentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
    }

    static Stream<String> wrongQueries() {
        return Stream.of(
                "/v1/refusals?limit=0",
                "/v1/refusals?limit=many",
                "/v1/refusals?state=lost",
                "/v1/refusals?cursor=%00",
                "/v1/refusals?kind=bad&limit=501",
                "/v1/dead-letters?limit=-1",
                "/v1/dead-letters?topic=%00",
                "/v1/exclusions?state=gone",
                "/v1/exclusions?cursor=%00",
                "/v1/exclusions/history",
                "/v1/exclusions/history?key=",
                "/v1/exclusions/history?key=%00");
    }

    private int status(String token, HttpMethod method, String path, String body) {
        var bytes = method.equals(HttpMethod.GET) ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        return new RawHttp("http://127.0.0.1:" + port, token)
                .send(method.name(), path, bytes, Map.of())
                .status();
    }

    private int withoutToken(HttpMethod method, String path) {
        var request = NOBODY.method(method).uri("http://127.0.0.1:" + port + path);
        var exchange = method.equals(HttpMethod.GET)
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("{}")
                        .exchange();
        return Objects.requireNonNull(exchange.expectBody().returnResult().getStatus())
                .value();
    }

    private static Arguments endpoint(String method, String path, String role, String otherRole) {
        return Arguments.of(HttpMethod.valueOf(method), path, role, otherRole);
    }
}
