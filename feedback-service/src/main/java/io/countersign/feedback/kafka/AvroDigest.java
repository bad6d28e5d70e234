package io.countersign.feedback.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/** SHA-256 of a record in Avro's binary encoding, as lower-case hex: equal records have equal digests. */
final class AvroDigest {

    static String of(SpecificRecord record) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            var out = new DigestOutputStream(OutputStream.nullOutputStream(), sha);
            var encoder = EncoderFactory.get().binaryEncoder(out, null);
            var schema = record.getSchema();
            new SpecificDatumWriter<SpecificRecord>(schema, SpecificData.getForSchema(schema)).write(record, encoder);
            encoder.flush();
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private AvroDigest() {}
}
