package io.countersign.issuer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The passwords of people and the secrets of service accounts, by name, drawn once and kept in {@code credentials.json}.
 * They are 128 random bits each, so no slow hash is needed to protect them.
 */
record Credentials(Map<String, String> people, Map<String, String> services) {

    static final String FILE = "credentials.json";

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Reads what is kept, draws what is missing (new accounts get theirs on the next start), and keeps both. */
    static Credentials keptIn(IssuerProperties issuer) throws IOException {
        Path file = issuer.home().resolve(FILE);
        Credentials kept = Files.exists(file)
                ? JSON.readValue(Files.readString(file), Credentials.class)
                : new Credentials(Map.of(), Map.of());
        Credentials complete = new Credentials(
                completed(kept.people(), issuer.everyPerson(), issuer),
                completed(kept.services(), issuer.everyService(), issuer));
        if (!complete.equals(kept)) {
            PrivateFile.write(file, JSON.writeValueAsString(complete));
        }
        return complete;
    }

    private static Map<String, String> completed(
            Map<String, String> kept, Stream<Account> accounts, IssuerProperties issuer) {
        Map<String, String> complete = new TreeMap<>();
        accounts.forEach(account -> {
            String password = issuer.demoPassword();
            complete.put(account.name(), password != null ? password : kept.getOrDefault(account.name(), draw()));
        });
        return complete;
    }

    private static String draw() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
