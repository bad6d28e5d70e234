package io.countersign.kit.avro;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
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

    /** An encoder's buffer is larger than most records, so each thread keeps its own. */
    private static final ThreadLocal<@Nullable BinaryEncoder> ENCODER = new ThreadLocal<>();

    static {
        // Avro makes no instance of a class that nobody vouched for. Events are records of ours.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(), type -> type.getName().startsWith("io.countersign.")));
    }

    private final SchemaRegistry registry;
    private final Map<String, WriterOf> writers = new ConcurrentHashMap<>();
    private final WriterSchemas writerSchemas;
    private final RecordHeads heads;
    private final Map<ReaderKey, SpecificDatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    public AvroWire(SchemaRegistry registry) {
        this.registry = registry;
        this.writerSchemas = new WriterSchemas(registry);
        this.heads = new RecordHeads(writerSchemas);
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
        var reader = reader(WireFormat.schemaId(value), type);
        var bytes = Objects.requireNonNull(value);
        try {
            int length = bytes.length - WireFormat.HEADER_BYTES;
            var decoder = DecoderFactory.get().binaryDecoder(bytes, WireFormat.HEADER_BYTES, length, null);
            var record = reader.read(null, decoder);
            if (!decoder.isEnd()) {
                throw new IOException("there are bytes after the end of the record");
            }
            return type.cast(record);
        } catch (IOException | RuntimeException e) {
            throw UndecodableRecordException.misfit(e);
        }
    }

    /**
     * The record in these bytes, as the class that the writer's schema names.
     *
     * @throws UndecodableRecordException as above, or there is no such class here
     * @throws RegistryUnavailableException the writer's schema is not known yet and the registry did not answer
     */
    public SpecificRecord decode(byte @Nullable [] value) {
        return decode(value, classOf(writerSchemas.of(WireFormat.schemaId(value))));
    }

    /**
     * What an event says of itself: its fields {@code eventId}, {@code caseId} and {@code occurredAt}, as far as its type has
     * them. The rest is passed over.
     *
     * @throws UndecodableRecordException as above
     * @throws RegistryUnavailableException the writer's schema is not known yet and the registry did not answer
     */
    public IndexedRecord head(byte[] value, Class<? extends SpecificRecord> type) {
        return heads.of(value, type);
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
        var writer = new WriterOf(schema, WireFormat.header(id), new SpecificDatumWriter<>(schema, dataOf(schema)));
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
        var reader = new SpecificDatumReader<SpecificRecord>(writerSchemas.of(schemaId), compiled, dataOf(compiled));
        readers.put(key, reader);
        return reader;
    }

    private static SpecificData dataOf(Schema schema) {
        return SpecificData.getForSchema(schema);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record WriterOf(Schema schema, byte[] header, SpecificDatumWriter<SpecificRecord> writer) {}

    private record ReaderKey(int schemaId, Class<?> type) {}
}
