package io.countersign.setup;

import io.countersign.event.PolicyPublished;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/** The policy that holds until somebody publishes another. A change to its file is a new file with the next version. */
public final class DefaultPolicy {

    public static final String NAME = "default";
    public static final int VERSION = 1;

    private static final String FILE = "/policies/default-1.yaml";
    private static final String AUTHOR = "platform-setup";

    /** The policy as YAML. */
    public static String document() {
        try (InputStream file = DefaultPolicy.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Key of the immutable version. */
    public static String versionKey() {
        return NAME + "@" + VERSION;
    }

    /** The version itself. */
    public static PolicyPublished version(Instant now) {
        return record("version", now, true);
    }

    /** The pointer that makes it the active one; its key is {@link #NAME}. */
    public static PolicyPublished pointer(Instant now) {
        return record("pointer", now, false);
    }

    private static PolicyPublished record(String kind, Instant now, boolean withDocument) {
        return PolicyPublished.newBuilder()
                .setEventId(uuidOf(now))
                .setOccurredAt(now)
                .setKind(kind)
                .setName(NAME)
                .setVersion(VERSION)
                .setDocument(withDocument ? document() : null)
                .setAuthor(AUTHOR)
                .setApprover(null)
                .build();
    }

    /** A UUIDv7: 48 bits of Unix milliseconds, version, then randomness. */
    private static String uuidOf(Instant now) {
        UUID random = UUID.randomUUID();
        long high = (now.toEpochMilli() << 16) | 0x7000L | (random.getMostSignificantBits() & 0x0FFFL);
        return new UUID(high, random.getLeastSignificantBits()).toString();
    }

    private DefaultPolicy() {}
}
