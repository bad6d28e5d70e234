package io.countersign.kit.postgres;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/**
 * Arrays of one dimension, as PostgreSQL's {@code array_recv} reads them: number of dimensions, whether there are nulls,
 * the elements' type, their number, the first one's index, and each with its length before it.
 */
final class BinaryArrayCodec<E> extends ParameterCodec<E[]> {

    private static final int NULL_LENGTH = -1;

    private final BinaryElements<E> elements;
    private final ByteBufAllocator allocator;

    BinaryArrayCodec(BinaryElements<E> elements, ByteBufAllocator allocator) {
        super(elements.arrayType(), elements.arrayId());
        this.elements = elements;
        this.allocator = allocator;
    }

    @Override
    ByteBuf write(E[] values) {
        var out = allocator.buffer();
        try {
            out.writeInt(values.length == 0 ? 0 : 1)
                    .writeInt(hasNull(values) ? 1 : 0)
                    .writeInt(elements.elementId());
            if (values.length > 0) {
                out.writeInt(values.length).writeInt(1);
            }
            for (var value : values) {
                writeElement(out, value);
            }
            return out;
        } catch (RuntimeException e) {
            out.release();
            throw e;
        }
    }

    private void writeElement(ByteBuf out, @Nullable E value) {
        if (value == null) {
            out.writeInt(NULL_LENGTH);
            return;
        }
        int lengthAt = out.writerIndex();
        out.writeInt(0);
        elements.writer().write(out, value);
        out.setInt(lengthAt, out.writerIndex() - lengthAt - Integer.BYTES);
    }

    private static boolean hasNull(@Nullable Object[] values) {
        for (var value : values) {
            if (value == null) {
                return true;
            }
        }
        return false;
    }
}
