package io.countersign.kit.outbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Record headers as one byte string, for a table's column: a count, then name, length and value of each. */
public final class HeaderBytes {

    private static final int ABSENT = -1;

    private HeaderBytes() {}

    public static byte[] encode(Headers headers) {
        var bytes = new ByteArrayOutputStream(256);
        try (var out = new DataOutputStream(bytes)) {
            var all = headers.toArray();
            out.writeShort(all.length);
            for (Header header : all) {
                out.writeUTF(header.key());
                writeValue(out, header);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static Headers decode(byte[] bytes) {
        var headers = new RecordHeaders();
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int count = in.readUnsignedShort();
            for (int i = 0; i < count; i++) {
                var key = in.readUTF();
                int length = in.readInt();
                headers.add(key, length == ABSENT ? null : in.readNBytes(length));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return headers;
    }

    private static void writeValue(DataOutputStream out, Header header) throws IOException {
        if (header.value() == null) {
            out.writeInt(ABSENT);
        } else {
            out.writeInt(header.value().length);
            out.write(header.value());
        }
    }
}
