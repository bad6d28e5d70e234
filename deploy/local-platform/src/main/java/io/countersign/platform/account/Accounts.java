package io.countersign.platform.account;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The demo people and service accounts of a home, with what they sign in with, as the issuer keeps them.
 *
 * @param people password by name
 * @param services secret by name
 */
public record Accounts(Map<String, String> people, Map<String, String> services) {

    private static final int REVIEWERS = 64;

    /** The demo people and service accounts, all with one password. */
    public static Accounts demo(String password) {
        Map<String, String> people = Stream.concat(
                        Stream.of("ana", "ben", "cleo", "dora", "emil", "fay", "gus", "hana", "ida"),
                        IntStream.rangeClosed(1, REVIEWERS).mapToObj(number -> "reviewer-" + number))
                .collect(Collectors.toMap(Function.identity(), _ -> password, (one, _) -> one, TreeMap::new));
        return new Accounts(people, Map.of("pipeline", password, "simulator", password, "platform", password));
    }

    /** Where a home keeps them. */
    public static Path file(Home home) {
        return home.issuer().resolve("credentials.json");
    }

    /** Reads the issuer's file, which is there once the issuer has been started. */
    public static Accounts of(Home home) throws IOException {
        Path file = file(home);
        if (!Files.exists(file)) {
            throw new IOException("There are no accounts in " + home.folder() + " yet; run 'countersign up' first");
        }
        return Json.READABLE.readValue(Files.readString(file), Accounts.class);
    }

    /** An access token for a person or a service account. */
    public String token(String name, SignIn signIn) throws IOException, InterruptedException {
        String password = people.get(name);
        if (password != null) {
            return signIn.person(name, password);
        }
        String secret = services.get(name);
        if (secret != null) {
            return signIn.service(name, secret);
        }
        TreeSet<String> known = new TreeSet<>(services.keySet());
        people.keySet().stream()
                .filter(person -> !person.startsWith("reviewer-"))
                .forEach(known::add);
        throw new IOException("There is no account '" + name + "'. There are " + String.join(", ", known)
                + " and reviewer-1 to reviewer-64");
    }
}
