package io.countersign.simulator.kafka;

import io.countersign.topics.EventClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Confluent's wire format by nothing but its description: 0x00, the schema's id in four bytes, Avro. Ids and writers'
 * schemas come from a Confluent-compatible registry.
 */
public final class Wire {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int HEADER_BYTES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static {
        EventClasses.trust();
    }

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI registry;
    private final Map<String, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Reading, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    /** A writer's schema, read as a type. To resolve one against the other takes longer than to read a record. */
    private record Reading(int writerId, Class<? extends SpecificRecord> type) {}

    /** @param registry base address of the registry's Confluent API */
    public Wire(URI registry) {
        this.registry = registry;
    }

    /** The bytes of a record for a topic, under the id of exactly the compiled schema. */
    public byte[] encode(String topic, SpecificRecord event) {
        int id = ids.computeIfAbsent(topic, name -> lookUp(name, event.getSchema()));
        var bytes = new ByteArrayOutputStream(512);
        bytes.write(0);
        bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        try {
            new SpecificDatumWriter<>(event.getSchema(), modelOf(event)).write(event, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The event in a record's value, read as {@code type}. */
    public <T extends SpecificRecord> T decode(ConsumerRecord<String, byte[]> from, Class<T> type) {
        ByteBuffer header = ByteBuffer.wrap(from.value());
        if (from.value().length < HEADER_BYTES || header.get() != 0) {
            throw new IllegalArgumentException("%s-%d@%d is not in Confluent's wire format"
                    .formatted(from.topic(), from.partition(), from.offset()));
        }
        var reader = readers.computeIfAbsent(new Reading(header.getInt(), type), this::reader);
        BinaryDecoder decoder = DecoderFactory.get()
                .binaryDecoder(from.value(), HEADER_BYTES, from.value().length - HEADER_BYTES, null);
        try {
            return type.cast(reader.read(null, decoder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SpecificDatumReader<SpecificRecord> reader(Reading reading) {
        SpecificData model = SpecificData.getForClass(reading.type());
        return new SpecificDatumReader<>(fetch(reading.writerId()), model.getSchema(reading.type()), model);
    }

    private static SpecificData modelOf(SpecificRecord event) {
        return SpecificData.getForClass(event.getClass());
    }

    private int lookUp(String topic, Schema schema) {
        ObjectNode body = JSON.createObjectNode().put("schema", schema.toString());
        return send(HttpRequest.newBuilder(address("/subjects/" + topic + "-value"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())))
                .required("id")
                .asInt();
    }

    private Schema fetch(int id) {
        JsonNode answer = send(HttpRequest.newBuilder(address("/schemas/ids/" + id)));
        return new Schema.Parser().parse(answer.required("schema").asString());
    }

    private URI address(String path) {
        return URI.create(registry + path);
    }

    private JsonNode send(HttpRequest.Builder request) {
        var coming = http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
        try {
            // A time limit of the request itself would end with the headers.
            HttpResponse<String> answer = coming.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("the registry answered %d to %s: %s"
                        .formatted(answer.statusCode(), answer.request().uri(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the registry at " + registry + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            coming.cancel(true);
        }
    }
}
