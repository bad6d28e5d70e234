package io.countersign.feedback.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** SHA-256 of a record in Avro's binary encoding, as lower-case hex: equal records have equal digests. No copy is made. */
final class AvroDigest {

    static String of(SpecificRecord record) {
        var out = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.fresh());
        var encoder = EncoderFactory.get().binaryEncoder(out, null);
        var schema = record.getSchema();
        try {
            new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForSchema(schema)).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.hexOf(out.getMessageDigest());
    }

    private AvroDigest() {}
}
