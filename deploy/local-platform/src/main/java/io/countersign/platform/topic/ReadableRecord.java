package io.countersign.platform.topic;

import io.countersign.platform.home.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A Kafka record as JSON; what is not in the wire format is shown as Base64 with the reason. */
final class ReadableRecord {

    private static final int HEADER = 5;

    private final RegistrySchemas schemas;

    ReadableRecord(RegistrySchemas schemas) {
        this.schemas = schemas;
    }

    ObjectNode of(ConsumerRecord<byte[], byte[]> record) throws InterruptedException {
        ObjectNode json = Json.COMPACT.createObjectNode();
        json.put("topic", record.topic());
        json.put("partition", record.partition());
        json.put("offset", record.offset());
        json.put("timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        json.put("key", record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8));
        ObjectNode headers = json.putObject("headers");
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        value(record.value(), json);
        return json;
    }

    private void value(byte @Nullable [] value, ObjectNode json) throws InterruptedException {
        if (value == null) {
            json.putNull("value");
            return;
        }
        try {
            json.set("value", AvroJson.of(decode(value), Schema.create(Schema.Type.NULL)));
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException undecodable) {
            json.put("undecodable", String.valueOf(undecodable.getMessage()));
            json.put("bytes", Base64.getEncoder().encodeToString(value));
        }
    }

    private GenericRecord decode(byte[] value) throws IOException, InterruptedException {
        if (value.length < HEADER || value[0] != 0) {
            throw new IOException("not in the registry's wire format");
        }
        Schema schema = schemas.byId(ByteBuffer.wrap(value).getInt(1));
        return new GenericDatumReader<GenericRecord>(schema)
                .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
    }

    /** Spring Kafka's dead-letter headers hold big-endian numbers, everything else is text. */
    private static @Nullable String text(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        boolean printable = true;
        for (byte letter : value) {
            printable &= letter >= 0x09 || letter < 0;
        }
        if (printable) {
            return new String(value, StandardCharsets.UTF_8);
        }
        return switch (value.length) {
            case Integer.BYTES -> Integer.toString(ByteBuffer.wrap(value).getInt());
            case Long.BYTES -> Long.toString(ByteBuffer.wrap(value).getLong());
            default -> Base64.getEncoder().encodeToString(value);
        };
    }
}
