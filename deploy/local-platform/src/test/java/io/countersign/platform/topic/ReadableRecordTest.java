package io.countersign.platform.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.countersign.platform.home.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReadableRecordTest {

    private static final Schema SCHEMA = new Schema.Parser().parse("""
            {"type":"record","name":"Seen","fields":[
              {"name":"caseId","type":{"type":"string","avro.java.string":"String"}},
              {"name":"occurredAt","type":{"type":"long","logicalType":"timestamp-millis"}},
              {"name":"confidence","type":["null","double"],"default":null},
              {"name":"lane","type":{"type":"enum","name":"Lane","symbols":["REVIEW"]}},
              {"name":"hash","type":"bytes"},
              {"name":"labels","type":{"type":"array","items":"string"}},
              {"name":"slices","type":{"type":"map","values":"string"}}]}
            """);
    private static final Instant NOW = Instant.parse("2026-11-21T08:15:30.123Z");

    private HttpServer registry;
    private ReadableRecord readable;

    @BeforeEach
    void startARegistryThatKnowsOneSchema() throws IOException {
        registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext("/schemas/ids/7", exchange -> {
            byte[] answer = Json.COMPACT.writeValueAsBytes(Map.of("schema", SCHEMA.toString()));
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        registry.start();
        readable = new ReadableRecord(
                new RegistrySchemas("http://127.0.0.1:" + registry.getAddress().getPort()));
    }

    @AfterEach
    void stopIt() {
        registry.stop(0);
    }

    @Test
    void everyFieldIsReadable() throws Exception {
        JsonNode value = readable.of(record(wire(7))).path("value");

        assertThat(value.path("caseId").asString()).isEqualTo("case-1");
        assertThat(value.path("occurredAt").asString()).isEqualTo(NOW.toString());
        assertThat(value.path("confidence").asDouble()).isEqualTo(0.75);
        assertThat(value.path("lane").asString()).isEqualTo("REVIEW");
        assertThat(value.path("hash").asString()).isEqualTo("AQI=");
        assertThat(value.path("labels").path(1).asString()).isEqualTo("b");
        assertThat(value.path("slices").path("region").asString()).isEqualTo("north");
    }

    @Test
    void aTombstoneIsNull() throws InterruptedException {
        assertThat(readable.of(record(null)).path("value").isNull()).isTrue();
    }

    @Test
    void whatCannotBeDecodedIsShownWithTheReason() throws Exception {
        JsonNode garbage = readable.of(record("garbage".getBytes(StandardCharsets.UTF_8)));
        JsonNode unknown = readable.of(record(wire(8)));

        assertThat(garbage.path("undecodable").asString()).contains("wire format");
        assertThat(unknown.path("undecodable").asString()).contains("no schema 8");
    }

    private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
        return new ConsumerRecord<>("topic", 3, 42, "case-1".getBytes(StandardCharsets.UTF_8), value);
    }

    private static byte[] wire(int id) throws IOException {
        GenericRecord seen = new GenericData.Record(SCHEMA);
        seen.put("caseId", "case-1");
        seen.put("occurredAt", NOW.toEpochMilli());
        seen.put("confidence", 0.75);
        seen.put("lane", new GenericData.EnumSymbol(SCHEMA.getField("lane").schema(), "REVIEW"));
        seen.put("hash", ByteBuffer.wrap(new byte[] {1, 2}));
        seen.put("labels", List.of("a", "b"));
        seen.put("slices", Map.of("region", "north"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<GenericRecord>(SCHEMA).write(seen, encoder);
        encoder.flush();
        return bytes.toByteArray();
    }
}
