package io.countersign.kit.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A type of element that arrays may have.
 *
 * @param arrayType the Java type of the array
 * @param arrayId the array's type in PostgreSQL's catalogue
 * @param elementId the element's type there
 * @param writer writes one element in binary, without its length
 */
record BinaryElements<E>(Class<E[]> arrayType, int arrayId, int elementId, Writer<E> writer) {

    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long HALF_A_MICRO = 500;

    /** The numbers are those of PostgreSQL's {@code pg_type.dat}. */
    static final List<BinaryElements<?>> ALL = List.of(
            new BinaryElements<>(String[].class, 1009, 25, ByteBufUtil::writeUtf8),
            new BinaryElements<>(byte[][].class, 1001, 17, ByteBuf::writeBytes),
            new BinaryElements<>(Short[].class, 1005, 21, (out, value) -> out.writeShort(value)),
            new BinaryElements<>(Integer[].class, 1007, 23, ByteBuf::writeInt),
            new BinaryElements<>(Long[].class, 1016, 20, ByteBuf::writeLong),
            new BinaryElements<>(Double[].class, 1022, 701, ByteBuf::writeDouble),
            new BinaryElements<>(Boolean[].class, 1000, 16, ByteBuf::writeBoolean),
            new BinaryElements<>(
                    UUID[].class,
                    2951,
                    2950,
                    (out, value) ->
                            out.writeLong(value.getMostSignificantBits()).writeLong(value.getLeastSignificantBits())),
            new BinaryElements<>(Instant[].class, 1185, 1184, (out, value) -> out.writeLong(micros(value))));

    /** {@code timestamptz}: microseconds since 2000, rounded as PostgreSQL rounds what it is sent as text. */
    private static long micros(Instant value) {
        var since = Duration.between(POSTGRES_EPOCH, value.plusNanos(HALF_A_MICRO));
        return Math.addExact(
                Math.multiplyExact(since.getSeconds(), TimeUnit.SECONDS.toMicros(1)),
                TimeUnit.NANOSECONDS.toMicros(since.getNano()));
    }

    /** Writes one element. */
    interface Writer<E> {
        void write(ByteBuf out, E element);
    }
}
