package io.countersign.kit.postgres;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Many byte strings as one parameter: the driver writes {@code bytea[]} as text, and wrongly, but one {@code bytea} in
 * binary. In SQL, beside {@code unnest} of starts and lengths: {@code substring($n FROM start FOR length)}, which is null
 * where the length is.
 *
 * @param bytes all of them, one after the other
 * @param starts where each begins, counted from 1 as SQL does
 * @param lengths how long each is; null for one that is null
 */
@SuppressWarnings("ArrayRecordComponent") // handed to the driver, never compared
public record PackedBytes(
        byte[] bytes, Integer[] starts, @Nullable Integer[] lengths) {

    /** The bytes of each item; null where it has none. */
    public static <T> PackedBytes of(List<T> items, Function<? super T, byte @Nullable []> bytesOf) {
        var all = new ByteArrayOutputStream();
        var starts = new Integer[items.size()];
        var lengths = new @Nullable Integer[items.size()];
        for (int i = 0; i < starts.length; i++) {
            var bytes = bytesOf.apply(items.get(i));
            starts[i] = all.size() + 1;
            if (bytes != null) {
                lengths[i] = bytes.length;
                all.writeBytes(bytes);
            }
        }
        return new PackedBytes(all.toByteArray(), starts, lengths);
    }
}
