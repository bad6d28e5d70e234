package io.countersign.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

/** Who is let in, and what becomes of requests that make no sense. */
class DoorTest extends RunningFeedback {

    private static final String WINDOW = "from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z";
    private static final List<String> READERS = List.of("data", "auditor", "lead", "admin");
    private static final List<String> ALL_ROLES =
            List.of("pipeline", "reviewer", "lead", "policy-author", "policy-approver", "auditor", "data", "admin");

    static Stream<Arguments> endpoints() {
        return Stream.of(
                Arguments.of(HttpMethod.GET, "/v1/traces/none", READERS),
                Arguments.of(HttpMethod.GET, "/v1/traces", READERS),
                Arguments.of(HttpMethod.GET, "/v1/labels?caseId=none", READERS),
                Arguments.of(HttpMethod.GET, "/v1/labels/none", READERS),
                Arguments.of(HttpMethod.GET, "/v1/metrics?" + WINDOW, READERS),
                Arguments.of(HttpMethod.POST, "/v1/rebuild?cursor=fn5-&limit=1", List.of("admin")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endpoints")
    void nothing_answers_without_a_good_token(HttpMethod method, String path, List<String> roles) {
        var issuer = PLATFORM.issuer();
        var role = roles.toArray(String[]::new);

        assertThat(call(method, path, null).status()).isEqualTo(401);
        assertThat(call(method, path, "nonsense").status()).isEqualTo(401);
        assertThat(call(method, path, issuer.expiredToken("ida", role)).status())
                .isEqualTo(401);
        assertThat(call(method, path, issuer.wrongAudienceToken("ida", role)).status())
                .isEqualTo(401);
        assertThat(call(method, path, issuer.forgedToken("ida", role)).status()).isEqualTo(401);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("endpoints")
    void every_role_gets_in_that_may_and_no_other(HttpMethod method, String path, List<String> roles) {
        for (var role : ALL_ROLES) {
            var status = call(method, path, PLATFORM.issuer().token("somebody", role))
                    .status();
            if (roles.contains(role)) {
                assertThat(status).as(role).isIn(200, 404);
            } else {
                assertThat(status).as(role).isEqualTo(403);
            }
        }
        assertThat(call(method, path, PLATFORM.issuer().token("somebody")).status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/rebuild", "/v1/traces/none/more", "/v2/traces", "/v1/nothing"})
    void what_is_not_there_is_not_let_through(String path) {
        assertThat(get(path).status()).isIn(403, 404, 405);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/metrics?to=2026-03-02T00:00:00Z, from",
        "/v1/metrics?from=2026-03-01T00:00:00Z, to",
        "/v1/metrics?from=&to=2026-03-02T00:00:00Z, from",
        "/v1/metrics?from=yesterday&to=2026-03-02T00:00:00Z, from",
        "/v1/metrics?from=2026-03-01&to=2026-03-02T00:00:00Z, from",
        "/v1/metrics?from=2026-03-01T00:00:00Z&to=%00, to",
        "/v1/metrics?from=2026-03-01T00:00:00Z&to=2026-02-30T00:00:00Z, to",
        "/v1/metrics?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z, to",
        "/v1/metrics?from=2026-03-01T00:00:00Z&to=2026-03-01T00:00:00Z, to",
        "/v1/metrics?from=-999999999-01-01T00:00:00Z&to=2026-03-01T00:00:00Z, from",
        "/v1/metrics?from=2026-03-01T00:00:00Z&to=%2B999999999-01-01T00:00:00Z, to",
        "/v1/metrics?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&groupBy=reviewer, groupBy",
        "/v1/metrics?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&groupBy=slice:, groupBy",
        "/v1/metrics?from=2026-03-01T00:00:00Z&to=2026-03-02T00:00:00Z&groupBy=slice:%00, groupBy",
        "/v1/traces?limit=0, limit",
        "/v1/traces?limit=501, limit",
        "/v1/traces?limit=many, limit",
        "/v1/traces?limit=99999999999, limit",
        "/v1/traces?cursor=!!, cursor",
        "/v1/traces?cursor=AA, cursor",
        "/v1/traces?cursor=%00, cursor",
        "/v1/traces?lane=fast, lane",
        "/v1/traces?state=lost, state",
        "/v1/traces?modelVersion=%00, modelVersion"
    })
    void a_parameter_that_makes_no_sense_is_refused_by_name(String path, String field) {
        var answer = get(path);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly(field);
        assertThat(answer.body().path("type").asString())
                .isEqualTo("https://countersign.io/problems/unreadable-request");
    }

    @ParameterizedTest
    @CsvSource({"/v1/rebuild?limit=0, limit", "/v1/rebuild?limit=50001, limit", "/v1/rebuild?cursor=%00, cursor"})
    void a_rebuild_that_makes_no_sense_is_refused_by_name(String path, String field) {
        var answer = call(HttpMethod.POST, path, PLATFORM.issuer().token("ida", "admin"));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(400);
        assertThat(answer.wrongFields()).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/traces/%00", "/v1/labels/a%00b"})
    void a_case_id_that_no_case_can_have_is_refused(String path) {
        assertThat(get(path).status()).isEqualTo(400);
    }

    @Test
    void an_unknown_case_is_not_found_whatever_its_id_looks_like() {
        for (var id : List.of("none", "..", "%20", "%F0%9F%A6%86", "a%2Fb", "%FF", "x".repeat(2_000))) {
            assertThat(get("/v1/labels/" + id).status()).as(id).isIn(400, 403, 404);
            assertThat(get("/v1/traces/" + id).status()).as(id).isIn(400, 403, 404);
        }
    }

    @Test
    void a_cursor_of_nobodys_making_is_a_place_like_any_other() {
        var cursor = Base64.getUrlEncoder().encodeToString("\uffff".getBytes(StandardCharsets.UTF_8));

        assertThat(get("/v1/traces?cursor=" + cursor).status()).isEqualTo(200);
    }
}
