package io.countersign.kit.postgres;

import io.netty.buffer.ByteBuf;
import io.r2dbc.postgresql.client.EncodedParameter;
import io.r2dbc.postgresql.codec.Codec;
import io.r2dbc.postgresql.codec.CodecMetadata;
import io.r2dbc.postgresql.codec.PostgresTypeIdentifier;
import io.r2dbc.postgresql.message.Format;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Writes parameters of one Java type in binary; what comes back is left to the driver's own codecs. */
abstract class ParameterCodec<T> implements Codec<T>, CodecMetadata {

    private final Class<T> type;
    private final int objectId;

    /** @param objectId of the parameter's type in PostgreSQL's catalogue */
    ParameterCodec(Class<T> type, int objectId) {
        this.type = type;
        this.objectId = objectId;
    }

    /** The value in PostgreSQL's binary format, in a buffer that the driver releases. */
    abstract ByteBuf write(T value);

    @Override
    public boolean canEncode(Object value) {
        return type.isInstance(value);
    }

    @Override
    public boolean canEncodeNull(Class<?> wanted) {
        return type.equals(wanted);
    }

    @Override
    public EncodedParameter encode(Object value) {
        return encode(value, objectId);
    }

    @Override
    public EncodedParameter encode(Object value, int dataType) {
        var typed = type.cast(value);
        return new EncodedParameter(Format.FORMAT_BINARY, dataType, Mono.fromSupplier(() -> write(typed)));
    }

    @Override
    public EncodedParameter encodeNull() {
        return new EncodedParameter(Format.FORMAT_BINARY, objectId, EncodedParameter.NULL_VALUE);
    }

    /** By this the driver finds the codec of a class at once, before its own. */
    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public Iterable<PostgresTypeIdentifier> getDataTypes() {
        return List.of();
    }

    @Override
    public Iterable<Format> getFormats() {
        return List.of();
    }

    @Override
    public boolean canDecode(int dataType, Format format, Class<?> wanted) {
        return false;
    }

    @Override
    public T decode(@Nullable ByteBuf buffer, int dataType, Format format, Class<? extends T> wanted) {
        throw new UnsupportedOperationException("Parameters only");
    }
}
