package io.countersign.feedback.kafka;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** SHA-256 of a record in Avro's binary encoding, as lower-case hex: equal records have equal digests. */
final class AvroDigest {

    static String of(SpecificRecord record) {
        var out = new ByteArrayOutputStream(512);
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        var schema = record.getSchema();
        try {
            new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForSchema(schema)).write(record, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.hexOf(out.toByteArray(), 0);
    }

    private AvroDigest() {}
}
