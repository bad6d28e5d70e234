package io.countersign.kit.ids;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Time-ordered identifiers: UUID version 7 (RFC 9562, section 5.7). */
public final class Ids {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private Ids() {}

    /** A fresh UUIDv7 in its usual text form, 36 characters; ids sort by the millisecond that made them. */
    public static String next() {
        var random = ThreadLocalRandom.current();
        long millis = System.currentTimeMillis();
        long high = (millis << 16) | VERSION_7 | random.nextInt(0x1000);
        long low = VARIANT | (random.nextLong() >>> 2);
        return new UUID(high, low).toString();
    }
}
