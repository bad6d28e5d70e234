package io.countersign.platform.home;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Database passwords by role and the key of the audit draws, each drawn when first needed and then kept. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 16;
    private static final int KEY_BYTES = 32;
    /** No role: roles have no space in their names. */
    private static final String DRAW_KEY = "routing draw key";

    private final Home home;

    public Secrets(Home home) {
        this.home = home;
    }

    /** The password of a database role. */
    public String passwordOf(String role) {
        return keptOrDrawn(role, PASSWORD_BYTES);
    }

    /** The key under which routing draws cases for audit: the same for all its instances, and after every restart. */
    public String drawKey() {
        return keptOrDrawn(DRAW_KEY, KEY_BYTES);
    }

    private synchronized String keptOrDrawn(String name, int bytes) {
        try {
            Map<String, String> kept = new TreeMap<>(read());
            String secret = kept.get(name);
            if (secret == null) {
                secret = draw(bytes);
                kept.put(name, secret);
                PrivateFile.write(home.secrets(), Json.READABLE.writeValueAsString(kept));
            }
            return secret;
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    private Map<String, String> read() throws IOException {
        if (!Files.exists(home.secrets())) {
            return Map.of();
        }
        return Json.READABLE.readerForMapOf(String.class).readValue(Files.readString(home.secrets()));
    }

    private static String draw(int bytes) {
        byte[] drawn = new byte[bytes];
        RANDOM.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
