package io.countersign.issuer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of the local issuer.
 *
 * @param home folder of the signing key and of the generated passwords; created when missing
 * @param uri the issuer's address as it stands in every token
 * @param tokenLifetime how long an access token is valid
 * @param demoPassword one password for everyone, for throw-away installations; generated ones when absent or empty
 * @param reviewers how many accounts {@code reviewer-1}, {@code reviewer-2}, … there are besides the named people
 * @param people demo people: name to roles
 * @param services service accounts: name to roles
 * @param redirectUris where the public clients may be sent after sign-in; the port of a loopback address is free
 */
@ConfigurationProperties("countersign.issuer")
public record IssuerProperties(
        Path home,
        String uri,
        Duration tokenLifetime,
        @Nullable String demoPassword,
        int reviewers,
        Map<String, List<String>> people,
        Map<String, List<String>> services,
        List<String> redirectUris) {

    public IssuerProperties {
        demoPassword = demoPassword == null || demoPassword.isBlank() ? null : demoPassword;
    }

    /** Everyone who can sign in, the numbered reviewers included. */
    Stream<Account> everyPerson() {
        Stream<Account> named = people.entrySet().stream()
                .map(person -> new Account(person.getKey(), person.getValue(), AccountType.PERSON));
        Stream<Account> numbered = IntStream.rangeClosed(1, reviewers)
                .mapToObj(number -> new Account("reviewer-" + number, List.of("reviewer"), AccountType.PERSON));
        return Stream.concat(named, numbered);
    }

    /** Every service account. */
    Stream<Account> everyService() {
        return services.entrySet().stream()
                .map(service -> new Account(service.getKey(), service.getValue(), AccountType.SERVICE));
    }
}
