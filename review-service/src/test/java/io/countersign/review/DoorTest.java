package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.topics.Topics;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;

/** Who is let in, and what becomes of requests that make no sense. */
class DoorTest extends DeskTest {

    private static final String TASK = "/v1/tasks/" + UUID.randomUUID();

    @ParameterizedTest
    @CsvSource({
        "POST,/v1/claims",
        "GET,/v1/claims",
        "POST,/v1/tasks/x/verdict",
        "POST,/v1/tasks/x/reveal",
        "GET,/v1/tasks/x",
        "GET,/v1/tasks?caseId=x",
        "GET,/v1/queues",
        "PUT,/v1/queues/x",
        "GET,/v1/reviewers",
        "PUT,/v1/reviewers/x"
    })
    void everyEndpointRefusesWhoHasNoGoodTokenOrTheWrongRole(String method, String path) {
        var issuer = platform().issuer();
        var how = HttpMethod.valueOf(method);

        assertThat(call(how, path, "nonsense", "{}").status()).isEqualTo(401);
        assertThat(call(how, path, issuer.expiredToken("ana", "reviewer", "lead"), "{}")
                        .status())
                .isEqualTo(401);
        assertThat(call(how, path, issuer.wrongAudienceToken("ana", "reviewer", "lead"), "{}")
                        .status())
                .isEqualTo(401);
        assertThat(call(how, path, issuer.token("emil", "policy-author"), "{}").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"/v1/claims", "/v1/tasks/x/verdict", "/v1/tasks/x/reveal", "/v1/tasks/x/escalate"})
    void servicesNeverReviewWhateverTheirRoles(String path) {
        var token = platform().issuer().serviceToken("platform", "reviewer", "lead", "admin");

        assertThat(call(HttpMethod.POST, path, token, "{}").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/verdict | {} | 422",
                "/verdict | [] | 400",
                "/verdict | {\"seat\":1 | 400",
                "/verdict | {\"seat\":1,\"token\":1,\"verdict\":\"maybe\",\"label\":\"x\"} | 422",
                "/verdict | {\"seat\":1,\"token\":1,\"label\":\" \"} | 422",
                "/verdict | {\"seat\":1,\"token\":1,\"label\":\"x\",\"confidence\":1.5} | 422",
                "/verdict | {\"seat\":1,\"token\":1,\"label\":\"x\",\"fields\":[null]} | 422",
                "/verdict | {\"seat\":1,\"token\":1,\"label\":\"x\",\"exclude\":{}} | 422",
                "/verdict | {\"seat\":1,\"token\":1,\"label\":\"x\"} | 404",
                "/verdict | {\"seat\":\"one\",\"token\":1,\"label\":\"x\"} | 400",
                "/skip | {\"seat\":1,\"token\":1} | 422",
                "/renew | {\"token\":1} | 422",
                "/reveal | {\"seat\":1,\"token\":1} | 404",
                "/release | null | 400",
                "/nothing | {} | 404"
            })
    void aSenselessStepIsRefusedWithWhatIsWrong(String step, String body, int status) {
        var answer = post(TASK + step, "ana", body);

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        if (status == 422) {
            assertThat(answer.body().path("errors").size()).isPositive();
        }
    }

    @Test
    void aTaskIdThatIsNoneIsNotFound() {
        assertThat(post("/v1/tasks/nonsense/renew", "ana", Map.of("seat", 1, "token", 1))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aQueueThatWasNotGrantedIsRefused() {
        grant("gil", List.of("audit"), List.of());

        assertThat(post("/v1/claims", "gil", Map.of("queues", List.of("review")))
                        .problem())
                .isEqualTo("queue-not-granted");
    }

    @Test
    void senselessGrantsAndQueuesAreRefused() {
        var lead = leadToken();

        assertThat(call(HttpMethod.PUT, "/v1/reviewers/ana", lead, "{}").status())
                .isEqualTo(422);
        assertThat(call(HttpMethod.PUT, "/v1/reviewers/ana", lead, Map.of("skills", List.of(), "queues", List.of("no")))
                        .status())
                .isEqualTo(422);
        assertThat(call(HttpMethod.PUT, "/v1/queues/x", lead, Map.of("tier", 0, "blind", "half"))
                        .body()
                        .path("errors")
                        .size())
                .isEqualTo(4);
    }

    @Test
    void whoLooksAtAnOpenTaskDoesNotLearnItsAnswer() {
        var queue = queueOfItsOwn("ana");
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build());
        var claim = claim("ana", queue);
        var path = "/v1/tasks?caseId=" + caseId;

        var before = call(HttpMethod.GET, path, leadToken(), null).body().toString();
        post(at(claim, "verdict"), "ana", seat(claim, "label", "ham"));
        var afterwards = call(HttpMethod.GET, path, leadToken(), null).body().get(0);

        assertThat(before).contains("Buy now").doesNotContain("spam");
        assertThat(afterwards.path("prediction").path("answer").path("label").asString())
                .isEqualTo("spam");
        assertThat(afterwards.path("verdicts").get(0).path("label").asString()).isEqualTo("ham");
    }

    @Test
    void aVerdictGivenTwiceIsAcceptedOnce() {
        var queue = queueOfItsOwn("ben");
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold").setQueue(queue).build());
        var claim = claim("ben", queue);
        var verdict = seat(claim, "label", "ham");

        assertThat(post(at(claim, "verdict"), "ben", verdict).status()).isEqualTo(200);
        assertThat(post(at(claim, "verdict"), "ben", verdict).problem()).isEqualTo("task-closed");
        assertThat(call(HttpMethod.GET, "/v1/claims", reviewerToken("ben"), null)
                        .body()
                        .toString())
                .doesNotContain(caseId);
    }
}
