package io.countersign.kit.avro;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** What stands before a record in Confluent's wire format: a zero byte, then the writer's schema id in four bytes. */
public final class WireFormat {

    /** Bytes before the record. */
    public static final int HEADER_BYTES = 5;

    private static final byte MAGIC = 0;

    static byte[] header(int schemaId) {
        return ByteBuffer.allocate(HEADER_BYTES).put(MAGIC).putInt(schemaId).array();
    }

    /** @throws UndecodableRecordException the value is missing, or not in this format */
    static int schemaId(byte @Nullable [] value) {
        if (value == null) {
            throw new UndecodableRecordException("The record has no value");
        }
        if (value.length < HEADER_BYTES || value[0] != MAGIC) {
            throw new UndecodableRecordException(
                    "Not in Confluent's wire format: it must begin with a zero byte and a schema id");
        }
        return ByteBuffer.wrap(value, 1, 4).getInt();
    }

    private WireFormat() {}
}
