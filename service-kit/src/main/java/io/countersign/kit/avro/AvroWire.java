package io.countersign.kit.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Confluent's wire format: a zero byte, the writer's schema id in four bytes, the record in Avro's binary encoding.
 * Subjects follow TopicNameStrategy. A record is always written with its compiled schema, never with "the latest".
 * Safe for use by many threads.
 */
public final class AvroWire {

    private static final byte MAGIC = 0;
    private static final int HEADER_BYTES = 5;

    private static final List<String> HEAD = List.of("eventId", "caseId", "occurredAt");
    /** Makes records without a class. */
    private static final GenericData PLAIN = new GenericData();

    /** An encoder's buffer is larger than most records, so each thread keeps its own. */
    private static final ThreadLocal<@Nullable BinaryEncoder> ENCODER = new ThreadLocal<>();

    static {
        PLAIN.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
        // Avro makes no instance of a class that nobody vouched for. Events are records of ours.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith("io.countersign.")));
    }

    private final SchemaRegistry registry;
    private final Map<String, WriterOf> writers = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> writerSchemas = new ConcurrentHashMap<>();
    private final Map<ReaderKey, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();
    private final Map<ReaderKey, GenericDatumReader<IndexedRecord>> headReaders = new ConcurrentHashMap<>();

    public AvroWire(SchemaRegistry registry) {
        this.registry = registry;
    }

    /**
     * Looks up the id of every schema, so that a service that cannot write fails at its start and not at its first event.
     *
     * @param schemas compiled schema by topic
     * @throws SchemaNotRegisteredException one of them is not registered
     * @throws RegistryUnavailableException the registry did not answer
     */
    public void prepare(Map<String, Schema> schemas) {
        schemas.forEach(this::writer);
    }

    /**
     * The record in wire format.
     *
     * @throws SchemaNotRegisteredException the record's compiled schema is not registered for the topic
     * @throws RegistryUnavailableException its id is not known yet and the registry did not answer
     */
    public byte[] encode(String topic, SpecificRecord record) {
        var writer = writer(topic, record.getSchema());
        var out = new ByteArrayOutputStream(512);
        out.writeBytes(writer.header());
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, ENCODER.get());
            ENCODER.set(encoder);
            writer.writer().write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /**
     * The record in these bytes, read by the writer's schema and resolved to the compiled schema of {@code type}.
     *
     * @throws UndecodableRecordException not the wire format, an unknown schema id, or bytes that do not fit: poison
     * @throws RegistryUnavailableException the writer's schema is not known yet and the registry did not answer
     */
    public <T extends SpecificRecord> T decode(byte @Nullable [] value, Class<T> type) {
        var reader = reader(schemaId(value), type);
        var bytes = Objects.requireNonNull(value);
        try {
            var decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
            var record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("there are bytes after the end of the record");
            }
            return type.cast(record);
        } catch (IOException | RuntimeException e) {
            throw new UndecodableRecordException(
                    "The bytes do not fit the schema that they name: " + e.getMessage(), e);
        }
    }

    /**
     * The record in these bytes, as the class that the writer's schema names.
     *
     * @throws UndecodableRecordException as above, or there is no such class here
     * @throws RegistryUnavailableException the writer's schema is not known yet and the registry did not answer
     */
    public SpecificRecord decode(byte @Nullable [] value) {
        return decode(value, classOf(writerSchema(schemaId(value))));
    }

    /**
     * What an event says of itself: its fields {@code eventId}, {@code caseId} and {@code occurredAt}, as far as its type has
     * them. The rest is passed over.
     *
     * @throws UndecodableRecordException as above
     * @throws RegistryUnavailableException the writer's schema is not known yet and the registry did not answer
     */
    public IndexedRecord head(byte[] value, Class<? extends SpecificRecord> type) {
        var reader = headReader(schemaId(value), type);
        try {
            return reader.read(
                    null, DecoderFactory.get().binaryDecoder(value, HEADER_BYTES, value.length - HEADER_BYTES, null));
        } catch (IOException | RuntimeException e) {
            throw new UndecodableRecordException(
                    "The bytes do not fit the schema that they name: " + e.getMessage(), e);
        }
    }

    private static int schemaId(byte @Nullable [] value) {
        if (value == null) {
            throw new UndecodableRecordException("The record has no value");
        }
        if (value.length < HEADER_BYTES || value[0] != MAGIC) {
            throw new UndecodableRecordException(
                    "Not in Confluent's wire format: it must begin with a zero byte and a schema id");
        }
        return ByteBuffer.wrap(value, 1, 4).getInt();
    }

    private static Class<? extends SpecificRecord> classOf(Schema schema) {
        var type = SpecificData.get().getClass(schema);
        if (type == null || !SpecificRecord.class.isAssignableFrom(type)) {
            throw new UndecodableRecordException("There is no class for records of " + schema.getFullName());
        }
        return type.asSubclass(SpecificRecord.class);
    }

    private WriterOf writer(String topic, Schema schema) {
        var known = writers.get(topic);
        if (known != null && known.schema().equals(schema)) {
            return known;
        }
        int id = registry.idOf(topic + "-value", schema);
        var writer = new WriterOf(schema, header(id), new SpecificDatumWriter<>(schema, dataOf(schema)));
        writers.put(topic, writer);
        return writer;
    }

    private SpecificDatumReader<SpecificRecord> reader(int schemaId, Class<? extends SpecificRecord> type) {
        var key = new ReaderKey(schemaId, type);
        var known = readers.get(key);
        if (known != null) {
            return known;
        }
        var compiled = SpecificData.get().getSchema(type);
        var reader = new SpecificDatumReader<SpecificRecord>(writerSchema(schemaId), compiled, dataOf(compiled));
        readers.put(key, reader);
        return reader;
    }

    private GenericDatumReader<IndexedRecord> headReader(int schemaId, Class<? extends SpecificRecord> type) {
        var key = new ReaderKey(schemaId, type);
        var known = headReaders.get(key);
        if (known != null) {
            return known;
        }
        var head = headOf(SpecificData.get().getSchema(type));
        var reader = new GenericDatumReader<IndexedRecord>(writerSchema(schemaId), head, PLAIN);
        headReaders.put(key, reader);
        return reader;
    }

    private static Schema headOf(Schema whole) {
        var fields = HEAD.stream()
                .map(whole::getField)
                .filter(Objects::nonNull)
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(whole.getName(), whole.getDoc(), whole.getNamespace(), false, fields);
    }

    private Schema writerSchema(int id) {
        var known = writerSchemas.get(id);
        if (known != null) {
            return known;
        }
        var schema = registry.byId(id)
                .orElseThrow(() -> new UndecodableRecordException("The registry has no schema with the id " + id));
        writerSchemas.put(id, schema);
        return schema;
    }

    private static byte[] header(int id) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(id).array();
    }

    private static SpecificData dataOf(Schema schema) {
        return SpecificData.getForSchema(schema);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record WriterOf(Schema schema, byte[] header, SpecificDatumWriter<SpecificRecord> writer) {}

    private record ReaderKey(int schemaId, Class<?> type) {}
}
