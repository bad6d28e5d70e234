package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.topics.Topics;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/** A case goes up only to somebody who may take it: else it would wait for ever. */
class EscalationTest extends DeskTest {

    private final String gia = fresh("gia");
    private final String eve = fresh("eve");
    private final String above = fresh("above");

    @Test
    void whoIsNamedNeedsTheQueueItsSkillsAndThoseOfTheCase() {
        var claim = claimed(List.of("law"));

        assertThat(refused(claim)).contains("the queue '" + above + "'");
        grant(eve, List.of(above), List.of("law"));
        assertThat(refused(claim)).contains("the skill 'expert'").doesNotContain("law", "queue");
        grant(eve, List.of(above), List.of("expert"));
        assertThat(refused(claim)).contains("the skill 'law'").doesNotContain("queue");
        grant(eve, List.of(above), List.of("expert", "law"));

        var answer = post(at(claim, "escalate"), gia, seat(claim, "person", eve));

        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(claim(eve, above).path("caseId").asString())
                .isEqualTo(claim.path("caseId").asString());
    }

    @Test
    void aStaleTokenIsToldBeforeAnythingOfThePerson() {
        var claim = claimed(List.of());
        post(at(claim, "release"), gia, seat(claim));

        assertThat(post(at(claim, "escalate"), gia, seat(claim, "person", eve)).problem())
                .isEqualTo("stale-token");
    }

    private JsonNode claimed(List<String> skills) {
        var queue = fresh("queue");
        setUp(above, "requiredSkills", List.of("expert"));
        setUp(queue, "escalatesTo", above);
        grant(gia, List.of(queue), skills);
        var caseId = fresh("case");
        send(
                Topics.CASE_ROUTED,
                caseId,
                RoutedEvents.routed(caseId, 1, "review", "hold")
                        .setQueue(queue)
                        .setRequiredSkills(skills)
                        .build());
        return claim(gia, queue);
    }

    private void setUp(String queue, String field, Object value) {
        var body = new HashMap<>(queue("none"));
        body.put(field, value);
        assertThat(call(HttpMethod.PUT, "/v1/queues/" + queue, leadToken(), body)
                        .status())
                .isEqualTo(200);
    }

    /** What the refusal says of the person. */
    private String refused(JsonNode claim) {
        var answer = post(at(claim, "escalate"), gia, seat(claim, "person", eve));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(422);
        var errors = answer.body().path("errors");
        assertThat(errors.size()).isOne();
        assertThat(errors.path(0).path("field").asString()).isEqualTo("person");
        return errors.path(0).path("message").asString();
    }
}
