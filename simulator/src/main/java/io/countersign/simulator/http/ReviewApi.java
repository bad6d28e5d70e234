package io.countersign.simulator.http;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One reviewer's client of the review API. */
public final class ReviewApi {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http;
    private final URI base;
    private final String token;

    /**
     * @param http shared by all reviewers, as {@link Connections#open}
     * @param base address of one review-service instance
     * @param token the reviewer's bearer token
     */
    public ReviewApi(HttpClient http, URI base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    /** The cases that this reviewer holds, as after an answer that was lost. */
    public List<Claim> held() throws IOException {
        Answer answer = send(ClassicRequestBuilder.get(base + "/v1/claims"));
        if (answer.status() != 200) {
            throw unexpected(answer);
        }
        return JSON.readTree(answer.body()).valueStream().map(Claim::of).toList();
    }

    /** The next case; empty where nothing waits. */
    public Optional<Claim> claim() throws IOException {
        Answer answer = post("/v1/claims", JSON.createObjectNode());
        return switch (answer.status()) {
            case 200 -> Optional.of(Claim.of(JSON.readTree(answer.body())));
            case 204 -> Optional.empty();
            default -> throw unexpected(answer);
        };
    }

    /**
     * Gives the label for a claimed case and takes the next one.
     *
     * @param label the reviewer's label; null where they cannot tell
     * @return the next case; empty where nothing waits or the verdict came too late
     */
    public Optional<Claim> decide(Claim claim, @Nullable String label) throws IOException {
        ObjectNode verdict = JSON.createObjectNode()
                .put("seat", claim.seat())
                .put("token", claim.token())
                .put("claimNext", true);
        if (label == null) {
            verdict.put("verdict", "undecidable");
        } else {
            verdict.put("label", label);
        }
        Answer answer = post("/v1/tasks/" + claim.taskId() + "/verdict", verdict);
        return switch (answer.status()) {
            case 200 -> next(JSON.readTree(answer.body()));
            // Decided already, by the request whose answer was lost, or superseded: nothing is left to do here.
            case 409 -> Optional.empty();
            default -> throw unexpected(answer);
        };
    }

    /** Hands a case back that this reviewer knows nothing of. */
    public void skip(Claim claim) throws IOException {
        ObjectNode skip = JSON.createObjectNode()
                .put("seat", claim.seat())
                .put("token", claim.token())
                .put("reason", "not_mine");
        Answer answer = post("/v1/tasks/" + claim.taskId() + "/skip", skip);
        if (answer.status() >= 300 && answer.status() != 409) {
            throw unexpected(answer);
        }
    }

    /** Puts a case back as if it had never been taken. */
    public void release(Claim claim) throws IOException {
        ObjectNode release = JSON.createObjectNode().put("seat", claim.seat()).put("token", claim.token());
        Answer answer = post("/v1/tasks/" + claim.taskId() + "/release", release);
        if (answer.status() >= 300 && answer.status() != 409) {
            throw unexpected(answer);
        }
    }

    private static Optional<Claim> next(JsonNode answer) {
        JsonNode next = answer.path("next");
        return next.isObject() ? Optional.of(Claim.of(next)) : Optional.empty();
    }

    private Answer post(String path, JsonNode body) throws IOException {
        return send(ClassicRequestBuilder.post(base + path).setEntity(body.toString(), ContentType.APPLICATION_JSON));
    }

    private Answer send(ClassicRequestBuilder asked) throws IOException {
        ClassicHttpRequest request =
                asked.setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + token).build();
        return http.execute(request, answer -> new Answer(asked.getUri(), answer.getCode(), Connections.body(answer)));
    }

    private static IOException unexpected(Answer answer) {
        return new UnexpectedAnswer(answer.status(), answer.from() + ": " + answer.body());
    }

    private record Answer(URI from, int status, String body) {}

    /** An answer that the API's description does not offer here. */
    public static final class UnexpectedAnswer extends IOException {
        private static final long serialVersionUID = 1L;

        private final int status;

        UnexpectedAnswer(int status, String detail) {
            super(status + " from " + detail);
            this.status = status;
        }

        /** Whether trying again later may help: the service or what it depends on is away. */
        public boolean passing() {
            return status >= 500 || status == 429;
        }
    }
}
