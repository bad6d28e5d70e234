package io.countersign.kit.avro;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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
        var reader = new GenericDatumReader<IndexedRecord>(writerSchemas.of(key.schemaId()), head, PLAIN);
        readers.put(key, reader);
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

    private record Key(int schemaId, Class<? extends SpecificRecord> type) {}
}
