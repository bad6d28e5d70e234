package io.countersign.kit.avro;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.data.TimeConversions;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/** What events say of themselves, read without the rest of them. Safe for use by many threads. */
final class RecordHeads {

    private static final List<String> HEAD = List.of("eventId", "caseId", "occurredAt");
    /** Makes records without a class. */
    private static final GenericData PLAIN = new GenericData();

    static {
        PLAIN.addLogicalTypeConversion(new TimeConversions.TimestampMillisConversion());
    }

    private final WriterSchemas writerSchemas;
    private final Map<Key, GenericDatumReader<IndexedRecord>> readers = new ConcurrentHashMap<>();

    RecordHeads(WriterSchemas writerSchemas) {
        this.writerSchemas = writerSchemas;
    }

    /** @throws UndecodableRecordException not the wire format, an unknown schema id, or bytes that do not fit */
    IndexedRecord of(byte[] value, Class<? extends SpecificRecord> type) {
        var reader = reader(new Key(WireFormat.schemaId(value), type));
        try {
            int length = value.length - WireFormat.HEADER_BYTES;
            return reader.read(null, DecoderFactory.get().binaryDecoder(value, WireFormat.HEADER_BYTES, length, null));
        } catch (IOException | RuntimeException e) {
            throw UndecodableRecordException.misfit(e);
        }
    }

    private GenericDatumReader<IndexedRecord> reader(Key key) {
        var known = readers.get(key);
        if (known != null) {
            return known;
        }
        var head = headOf(SpecificData.get().getSchema(key.type()));
        var reader = new GenericDatumReader<IndexedRecord>(upTo(head, writerSchemas.of(key.schemaId())), head, PLAIN);
        readers.put(key, reader);
        return reader;
    }

    private static Schema headOf(Schema whole) {
        return record(whole, HEAD.stream().map(whole::getField).filter(Objects::nonNull));
    }

    /**
     * The writer's schema without what stands behind the last field of the head: Avro writes fields one after the other, so
     * the rest of a record need not be read. All of it where the writer has no such record, or not all fields of the head by these names.
     */
    private static Schema upTo(Schema head, Schema written) {
        if (written.getType() != Schema.Type.RECORD) {
            return written;
        }
        int last = -1;
        for (var field : head.getFields()) {
            var there = written.getField(field.name());
            if (there == null) {
                return written;
            }
            last = Math.max(last, there.pos());
        }
        return record(written, written.getFields().stream().limit(last + 1L));
    }

    private static Schema record(Schema like, Stream<Schema.Field> fields) {
        return Schema.createRecord(
                like.getName(),
                like.getDoc(),
                like.getNamespace(),
                false,
                fields.map(field -> new Schema.Field(field, field.schema())).toList());
    }

    private record Key(int schemaId, Class<? extends SpecificRecord> type) {}
}
