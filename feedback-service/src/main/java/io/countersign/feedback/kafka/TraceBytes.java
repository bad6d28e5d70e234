package io.countersign.feedback.kafka;

import io.countersign.kit.avro.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * A trace in wire format that does not say yet which event it is: its event id and digest are empty, its version is 0. What
 * it says of the case tells the digest, and then the three are filled in, so that a trace is encoded once and not twice.
 *
 * <p>Relies on the order of the schema's first fields: {@code eventId, caseId, caseRevision, occurredAt, traceVersion,
 * digest}.
 */
final class TraceBytes {

    private static final int HEADER = WireFormat.HEADER_BYTES;
    /** Of an empty string, and of the number 0. */
    private static final int EMPTY = 1;

    private static final int ROOM_FOR_MARKS = 128;

    private final byte[] unmarked;

    TraceBytes(byte[] unmarked) {
        this.unmarked = unmarked;
    }

    /** SHA-256 of the record without its marks, as lower-case hex. */
    String digest() {
        return Sha256.hexOf(unmarked, HEADER);
    }

    /** No less than {@link #marked} will have. */
    int mostBytesMarked() {
        return unmarked.length + ROOM_FOR_MARKS;
    }

    /** The same trace as this event. */
    byte[] marked(String eventId, long version, String digest) {
        int afterId = HEADER + EMPTY;
        int versionAt = versionAt();
        int afterDigest = versionAt + EMPTY + EMPTY;
        var out = new ByteArrayOutputStream(unmarked.length + ROOM_FOR_MARKS);
        var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        try {
            out.write(unmarked, 0, HEADER);
            encoder.writeString(eventId);
            out.write(unmarked, afterId, versionAt - afterId);
            encoder.writeLong(version);
            encoder.writeString(digest);
            out.write(unmarked, afterDigest, unmarked.length - afterDigest);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private int versionAt() {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(unmarked, HEADER, unmarked.length - HEADER, null);
        try {
            decoder.skipString();
            decoder.skipString();
            decoder.readInt();
            decoder.readLong();
            return unmarked.length - decoder.inputStream().available();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
