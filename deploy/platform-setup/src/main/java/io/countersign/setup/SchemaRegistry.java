package io.countersign.setup;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import tools.jackson.databind.json.JsonMapper;

/** The part of the Confluent API that sets a registry up. */
final class SchemaRegistry {

    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final String COMPATIBILITY = "FULL_TRANSITIVE";
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWERS_WITHIN).build();
    private final JsonMapper json = new JsonMapper();
    private final URI root;

    SchemaRegistry(URI root) {
        this.root = root;
    }

    /**
     * Registers a schema, exactly as it is compiled, under a compatibility of FULL_TRANSITIVE.
     *
     * @return the schema's id
     * @throws SetupException when the registry refuses it
     * @throws IOException when the registry does not answer, or is still starting
     */
    int register(String subject, Schema schema) throws IOException, InterruptedException {
        // Compatibility comes first, so that a new version is checked by it. Some registries know no compatibility of a
        // subject that is not there yet; its first version has nothing to be checked against.
        boolean set = setCompatibility(subject);
        int id = registerVersion(subject, schema);
        if (!set && !setCompatibility(subject)) {
            throw new SetupException("the registry does not let " + subject + " be " + COMPATIBILITY);
        }
        return id;
    }

    private boolean setCompatibility(String subject) throws IOException, InterruptedException {
        var answer = send("PUT", "/config/" + encoded(subject), Map.of("compatibility", COMPATIBILITY));
        if (answer.statusCode() == 404) {
            return false;
        }
        refuseUnlessOk(answer, "set the compatibility of " + subject);
        return true;
    }

    private int registerVersion(String subject, Schema schema) throws IOException, InterruptedException {
        var answer = send("POST", "/subjects/" + encoded(subject) + "/versions", Map.of("schema", schema.toString()));
        if (answer.statusCode() == 409) {
            throw new SetupException("the compiled schema of " + subject
                    + " is not compatible with what is registered (" + COMPATIBILITY + "): " + answer.body());
        }
        refuseUnlessOk(answer, "register " + subject);
        return json.readTree(answer.body()).path("id").asInt();
    }

    /** A time limit of the request itself would end with the headers: an answer that stops after them has no end. */
    private HttpResponse<String> send(String method, String path, Map<String, String> body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + path))
                .header("Content-Type", MEDIA_TYPE)
                .method(method, BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        var answer = http.sendAsync(request, BodyHandlers.ofString());
        try {
            return answer.get(ANSWERS_WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the registry does not answer at " + request.uri(), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static void refuseUnlessOk(HttpResponse<String> answer, String what) throws IOException {
        int status = answer.statusCode();
        if (status >= 500) {
            throw new IOException("could not " + what + ": the registry answered " + status);
        }
        if (status >= 300) {
            throw new SetupException("could not " + what + ": the registry answered " + status + " " + answer.body());
        }
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
