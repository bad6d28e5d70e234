package io.countersign.simulator.http;

import io.countersign.simulator.platform.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import tools.jackson.databind.json.JsonMapper;

/** Puts demo reviewers on shift: signs them in, grants them every queue, and hands out their clients. */
public final class ReviewDesk {

    private static final String LEAD = "platform";
    private static final int ATTEMPTS = 60;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final HttpClient http = Connections.open();
    private final Target target;

    /** @param target the running system */
    public ReviewDesk(Target target) {
        this.target = target;
    }

    /**
     * The clients of each reviewer, one for every instance of the review-service, by the reviewer's name.
     *
     * @throws IllegalStateException if a reviewer cannot be signed in or granted what they need
     */
    public Map<String, List<ReviewApi>> onShift(List<String> reviewers) {
        Map<String, String> tokens = target.tokens()
                .of(Stream.concat(Stream.of(LEAD), reviewers.stream()).toList());
        Map<String, List<ReviewApi>> clients = new LinkedHashMap<>();
        for (String reviewer : reviewers) {
            grant(reviewer, tokenOf(LEAD, tokens));
            clients.put(
                    reviewer,
                    target.instances("review").stream()
                            .map(address -> new ReviewApi(http, address, tokenOf(reviewer, tokens)))
                            .toList());
        }
        return clients;
    }

    private static String tokenOf(String account, Map<String, String> tokens) {
        return Objects.requireNonNull(tokens.get(account), account);
    }

    private void grant(String reviewer, String leadsToken) {
        String grants = JsonMapper.shared()
                .writeValueAsString(
                        Map.of("skills", List.of("expert"), "queues", List.of("review", "audit", "expert")));
        ClassicHttpRequest request = ClassicRequestBuilder.put(
                        target.instances("review").getFirst() + "/v1/reviewers/" + reviewer)
                .setHeader(HttpHeaders.AUTHORIZATION, "Bearer " + leadsToken)
                .setEntity(grants, ContentType.APPLICATION_JSON)
                .build();
        patiently(() -> http.execute(request, answer -> {
            String body = Connections.body(answer);
            if (answer.getCode() >= 300) {
                throw new IllegalStateException(
                        "%s cannot be granted queues: %d %s".formatted(reviewer, answer.getCode(), body));
            }
            return body;
        }));
    }

    /** Granting twice does no harm, so a service that is away for a while is asked again. */
    private static void patiently(Grant grant) {
        for (int attempt = 1; ; attempt++) {
            try {
                grant.ask();
                return;
            } catch (IOException e) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException("the review-service does not answer", e);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static IllegalStateException interrupted() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted");
    }

    /** One request for a grant. */
    private interface Grant {
        void ask() throws IOException;
    }
}
