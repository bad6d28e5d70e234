package io.countersign.kit.avro;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
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
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A registry behind Confluent's REST API. A call that fails is tried again a few times; when most calls fail the circuit
 * breaker opens and callers hear at once that the registry is away. What is known already needs no call, so a service
 * goes on without its registry until it meets a schema that is new to it.
 */
public final class HttpSchemaRegistry implements SchemaRegistry {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String AVRO = "AVRO";

    private final HttpClient client;
    private final URI base;
    private final Duration timeout;
    private final Retry retry;
    private final CircuitBreaker breaker;

    /**
     * @param base the API's root without a slash at its end, as in {@code http://127.0.0.1:18081/apis/ccompat/v7}
     * @param timeout for one answer, from the first byte of the request to the last of the answer
     */
    public HttpSchemaRegistry(URI base, Duration timeout, Retry retry, CircuitBreaker breaker) {
        // By itself the client asks for HTTP/2 at every new connection, which so few calls gain nothing from.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        this.base = base;
        this.timeout = timeout;
        this.retry = retry;
        this.breaker = breaker;
    }

    @Override
    public int idOf(String subject, Schema schema) {
        var body = JSON.writeValueAsString(Map.of("schema", schema.toString(), "schemaType", "AVRO"));
        var path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
        return call(request(path)
                        .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                        .POST(BodyPublishers.ofString(body))
                        .build())
                .map(answer -> answer.path("id").asInt())
                .orElseThrow(() -> new SchemaNotRegisteredException(subject));
    }

    @Override
    public Optional<Schema> byId(int id) {
        return call(request("/schemas/ids/" + id).GET().build()).map(answer -> parsed(id, answer));
    }

    /** A registry may hold schemas of other kinds, and Avro that this version of Avro does not accept. */
    private static Schema parsed(int id, JsonNode answer) {
        var kind = answer.path("schemaType").asString(AVRO);
        if (!kind.equals(AVRO)) {
            throw new UndecodableRecordException("The schema with the id " + id + " is " + kind + ", not Avro");
        }
        try {
            return new Schema.Parser(NameValidator.UTF_VALIDATOR)
                    .parse(answer.path("schema").asString(""));
        } catch (AvroRuntimeException e) {
            throw new UndecodableRecordException(
                    "The schema with the id " + id + " cannot be understood: " + e.getMessage(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    }

    /** The answer; empty when the registry says that there is no such thing. */
    private Optional<JsonNode> call(HttpRequest request) {
        Supplier<Optional<JsonNode>> once = CircuitBreaker.decorateSupplier(breaker, () -> send(request));
        try {
            return Retry.decorateSupplier(retry, once).get();
        } catch (CallNotPermittedException e) {
            throw new RegistryUnavailableException("The schema registry has not answered lately: " + base, e);
        }
    }

    /** A timeout of the request itself would end with the headers: an answer that stops after them has no end. */
    private Optional<JsonNode> send(HttpRequest request) {
        var answer = client.sendAsync(request, BodyHandlers.ofString());
        try {
            return read(answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException | IOException | JacksonException e) {
            throw new RegistryUnavailableException("The schema registry does not answer: " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("Interrupted while asking the schema registry", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Optional<JsonNode> read(HttpResponse<String> response) throws IOException {
        return switch (response.statusCode()) {
            case 200 -> Optional.of(JSON.readTree(response.body()));
            // some registries call an id that no schema can have invalid, not unknown
            case 400, 404, 422 -> Optional.empty();
            default -> throw new IOException("status " + response.statusCode());
        };
    }
}
