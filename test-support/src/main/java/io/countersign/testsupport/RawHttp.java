package io.countersign.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Sends bytes as they are, whatever they are.
 *
 * @param base the service's address
 * @param token a bearer token
 */
public record RawHttp(String base, String token) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    /** What came back; an empty object where the body is no JSON. */
    public record Answer(int status, String contentType, JsonNode body) {

        /** Whether it is a refusal as callers are promised one: 4xx, as a problem with a type, a title and a detail. */
        public boolean isClearRefusal() {
            return status >= 400
                    && status < 500
                    && contentType.startsWith("application/problem+json")
                    && body.hasNonNull("type")
                    && body.hasNonNull("title")
                    && (status != 422 || namesAField());
        }

        private boolean namesAField() {
            return !body.path("errors").isEmpty()
                    && body.path("errors").get(0).hasNonNull("field")
                    && body.path("errors").get(0).hasNonNull("message");
        }
    }

    /** Sends a body as {@code application/json}. */
    public Answer send(String method, String path, byte[] body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        try {
            var response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    json(response.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text);
        } catch (JacksonException e) {
            return JsonNodeFactory.instance.objectNode();
        }
    }
}
