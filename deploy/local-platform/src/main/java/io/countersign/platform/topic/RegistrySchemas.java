package io.countersign.platform.topic;

import io.countersign.platform.home.Json;
import io.countersign.platform.http.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;

/** Writers' schemas by their id in the registry. */
final class RegistrySchemas {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Integer, Schema> known = new ConcurrentHashMap<>();
    private final String registry;

    /** {@code registry} is the address of the Confluent-compatible API. */
    RegistrySchemas(String registry) {
        this.registry = registry;
    }

    Schema byId(int id) throws IOException, InterruptedException {
        Schema schema = known.get(id);
        if (schema == null) {
            schema = fetch(id);
            known.put(id, schema);
        }
        return schema;
    }

    private Schema fetch(int id) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                .build();
        HttpResponse<String> answer = Http.send(client, request);
        if (answer.statusCode() != 200) {
            throw new IOException("The registry knows no schema " + id + " (HTTP " + answer.statusCode() + ")");
        }
        return new Schema.Parser()
                .parse(Json.COMPACT.readTree(answer.body()).path("schema").asString());
    }
}
