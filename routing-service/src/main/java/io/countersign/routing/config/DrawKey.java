package io.countersign.routing.config;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Chooses the secret of the draws. Whoever knows it can foresee which cases nobody will look at. */
final class DrawKey {

    /** Known to everybody, so used only while the brokers are on this machine. */
    private static final String OF_DEVELOPMENT = "countersign-development-draws-known-to-everybody";

    private static final int FEWEST_CHARACTERS = 32;

    /** @throws IllegalStateException when the secret is missing where it matters, or too short */
    static byte[] choose(@Nullable String configured, boolean brokersAreOnLoopback) {
        boolean missing = configured == null || configured.isBlank();
        if (missing && !brokersAreOnLoopback) {
            throw new IllegalStateException("countersign.routing.draw-key (COUNTERSIGN_ROUTING_DRAW_KEY) is not set");
        }
        String key = missing ? OF_DEVELOPMENT : String.valueOf(configured);
        if (key.length() < FEWEST_CHARACTERS) {
            throw new IllegalStateException(
                    "countersign.routing.draw-key must have at least " + FEWEST_CHARACTERS + " characters");
        }
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private DrawKey() {}
}
