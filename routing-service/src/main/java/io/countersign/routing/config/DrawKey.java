package io.countersign.routing.config;

import java.nio.charset.StandardCharsets;

/**
 * The secret of the draws. Whoever knows it can foresee which cases nobody will look at, so there is none by default,
 * and none that ships with the source.
 */
final class DrawKey {

    private static final int FEWEST_CHARACTERS = 32;

    /** @throws IllegalArgumentException when there is none, or one that could be guessed */
    static void mustBeSecret(String key) {
        if (key.isBlank()) {
            throw new IllegalArgumentException(
                    "COUNTERSIGN_ROUTING_DRAW_KEY is not set. It is the secret under which cases are drawn for audit:"
                            + " set it to at least " + FEWEST_CHARACTERS
                            + " random characters, the same for every instance.");
        }
        if (key.length() < FEWEST_CHARACTERS) {
            throw new IllegalArgumentException("COUNTERSIGN_ROUTING_DRAW_KEY must have at least " + FEWEST_CHARACTERS
                    + " characters, and has " + key.length() + ".");
        }
    }

    static byte[] bytes(String key) {
        return key.getBytes(StandardCharsets.UTF_8);
    }

    private DrawKey() {}
}
