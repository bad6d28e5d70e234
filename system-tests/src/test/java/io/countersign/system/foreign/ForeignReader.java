package io.countersign.system.foreign;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;

/** Reads a topic by its wire format alone: a zero byte, the id of the writer's schema in four bytes, Avro. */
public final class ForeignReader {

    private static final int HEADER_BYTES = 5;

    private final String kafka;
    private final URI registry;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, Schema> schemas = new HashMap<>();

    /**
     * @param kafka bootstrap servers
     * @param registry base address of the registry's Confluent API
     */
    public ForeignReader(String kafka, URI registry) {
        this.kafka = kafka;
        this.registry = registry;
    }

    /** The committed records of a topic from the beginning to the present end, under one key. */
    public List<GenericRecord> read(String topic, String key) throws IOException, InterruptedException {
        List<GenericRecord> found = new ArrayList<>();
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> one : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(one.key())) {
                        found.add(decoded(one.value()));
                    }
                }
            }
        }
        return found;
    }

    private GenericRecord decoded(byte[] value) throws IOException, InterruptedException {
        ByteBuffer header = ByteBuffer.wrap(value);
        if (header.get() != 0) {
            throw new IOException("not in the registry's wire format");
        }
        Schema writers = schema(header.getInt());
        return new GenericDatumReader<GenericRecord>(writers)
                .read(null, DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
    }

    private Schema schema(int id) throws IOException, InterruptedException {
        Schema known = schemas.get(id);
        if (known == null) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(registry + "/schemas/ids/" + id))
                    .build();
            String answer =
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body();
            known = new Schema.Parser()
                    .parse(JsonMapper.shared()
                            .readTree(answer)
                            .required("schema")
                            .asString());
            schemas.put(id, known);
        }
        return known;
    }
}
