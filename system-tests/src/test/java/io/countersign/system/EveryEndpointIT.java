package io.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.system.Endpoint.Access;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What docs/access.md promises, of every endpoint that there is. */
class EveryEndpointIT {

    private static final List<String> ROLES =
            List.of("pipeline", "reviewer", "lead", "policy-author", "policy-approver", "auditor", "data", "admin");

    private final CountersignCli cli = RunningSystem.cli();
    private final Map<String, URI> services =
            Endpoint.SERVICES.stream().collect(Collectors.toMap(Function.identity(), cli::uri));

    @Test
    void theListOfWhoMayCallWhatHasEveryEndpoint() throws IOException {
        assertThat(Endpoint.listed())
                .extracting(Access::endpoint)
                .containsExactlyInAnyOrderElementsOf(Endpoint.described());
    }

    @Test
    void nothingAnswersWithoutAGoodToken() throws Exception {
        SignedTokens tokens = tokens();
        Map<String, @Nullable String> bad = new TreeMap<>();
        bad.put("no token", null);
        bad.put("no JWT", "nonsense");
        bad.put("expired", tokens.expired(ROLES));
        bad.put("wrong audience", tokens.forSomebodyElse(ROLES));
        bad.put("other issuer", tokens.ofAnother().good(ROLES, "person"));
        bad.put("forged", tokens.forged().good(ROLES, "person"));
        List<String> answered = new ArrayList<>();
        for (Endpoint endpoint : Endpoint.described()) {
            for (Map.Entry<String, @Nullable String> token : bad.entrySet()) {
                int status = ask(endpoint, token.getValue());
                if (status != 401) {
                    answered.add(endpoint + " with " + token.getKey() + ": " + status);
                }
            }
        }

        assertThat(answered).isEmpty();
    }

    @Test
    void nobodyMayWhatTheirRolesDoNotSay() throws Exception {
        SignedTokens tokens = tokens();
        List<String> answered = new ArrayList<>();
        for (Access access : Endpoint.listed()) {
            List<String> others = new ArrayList<>(ROLES);
            others.removeAll(access.roles());
            // All the other roles together open nothing either, and one request asks for them all.
            expect403(access.endpoint(), tokens.good(others, "person"), "as " + others, answered);
            expect403(access.endpoint(), tokens.good(List.of(), "person"), "without a role", answered);
            if (access.peopleOnly()) {
                expect403(access.endpoint(), tokens.good(ROLES, "service"), "as a service", answered);
            }
        }

        assertThat(answered).isEmpty();
    }

    @Test
    void whoeverIsNamedMayLook() throws Exception {
        SignedTokens tokens = tokens();
        List<String> refused = new ArrayList<>();
        for (Access access : Endpoint.listed()) {
            // Only what changes nothing is asked here; the services' own tests do the rest.
            for (String role : access.endpoint().method().equals("GET") ? access.roles() : List.<String>of()) {
                int status = ask(access.endpoint(), tokens.good(List.of(role), "person"));
                if (status == 401 || status == 403 || status >= 500) {
                    refused.add(access.endpoint() + " as " + role + ": " + status);
                }
            }
        }

        assertThat(refused).isEmpty();
    }

    private void expect403(Endpoint endpoint, String token, String who, List<String> answered) throws Exception {
        int status = ask(endpoint, token);
        if (status != 403) {
            answered.add(endpoint + " " + who + ": " + status);
        }
    }

    private int ask(Endpoint endpoint, @Nullable String token) throws IOException, InterruptedException {
        return new Api(Objects.requireNonNull(services.get(endpoint.service())), token)
                .send(endpoint.method(), endpoint.filled())
                .status();
    }

    private SignedTokens tokens() throws IOException, GeneralSecurityException {
        return SignedTokens.ofIssuer(cli.home(), cli.address("issuer"));
    }
}
