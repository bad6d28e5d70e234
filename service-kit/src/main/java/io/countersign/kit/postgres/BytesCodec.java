package io.countersign.kit.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** {@code bytea}: the bytes as they are. */
final class BytesCodec extends ParameterCodec<byte[]> {

    private static final int BYTEA = 17;

    BytesCodec() {
        super(byte[].class, BYTEA);
    }

    @Override
    ByteBuf write(byte[] value) {
        return Unpooled.wrappedBuffer(value);
    }
}
