package io.countersign.platform.home;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/** Database passwords by role, drawn when first needed. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Home home;

    public Secrets(Home home) {
        this.home = home;
    }

    /** The password of a database role. */
    public synchronized String passwordOf(String role) {
        try {
            Map<String, String> kept = new TreeMap<>(read());
            String password = kept.get(role);
            if (password == null) {
                password = draw();
                kept.put(role, password);
                PrivateFile.write(home.secrets(), Json.READABLE.writeValueAsString(kept));
            }
            return password;
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

    private static String draw() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
