package io.countersign.issuer;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Who there is, which key signs, and what an access token says. */
@Configuration(proxyBeanMethods = false)
class IssuerConfiguration {

    /** The audience that every service of Countersign asks for. */
    static final String AUDIENCE = "countersign";

    @Bean
    AuthorizationServerSettings settings(IssuerProperties issuer) {
        return AuthorizationServerSettings.builder().issuer(issuer.uri()).build();
    }

    @Bean
    Credentials credentials(IssuerProperties issuer) throws IOException {
        return Credentials.keptIn(issuer);
    }

    @Bean
    JWKSource<SecurityContext> keys(IssuerProperties issuer) throws IOException {
        return new ImmutableJWKSet<>(new JWKSet(SigningKey.keptIn(issuer.home())));
    }

    /**
     * With a salt, as no two clients may have the same text for their secret. Quick, as what it hashes is random, or no
     * secret; and the only one, or Spring Security would encode each secret anew, in its own slow way, when it is first used.
     */
    @Bean
    PasswordEncoder salted() {
        return new BCryptPasswordEncoder(4);
    }

    @Bean
    UserDetailsService people(IssuerProperties issuer, Credentials credentials, PasswordEncoder salted) {
        List<UserDetails> people = issuer.everyPerson()
                .map(person -> User.withUsername(person.name())
                        .password(salted.encode(credentials.people().get(person.name())))
                        .roles()
                        .build())
                .toList();
        return new InMemoryUserDetailsManager(people);
    }

    @Bean
    RegisteredClientRepository clients(IssuerProperties issuer, Credentials credentials, PasswordEncoder salted) {
        var publicClients = Stream.of("countersign-cli", "countersign-console")
                .map(client -> Clients.publicClient(client, issuer.redirectUris(), issuer.tokenLifetime()));
        var services = credentials.services().entrySet().stream()
                .map(service -> Clients.serviceAccount(
                        service.getKey(),
                        Objects.requireNonNull(salted.encode(service.getValue())),
                        issuer.tokenLifetime()));
        return new InMemoryRegisteredClientRepository(
                Stream.concat(publicClients, services).toList());
    }

    @Bean
    OAuth2TokenCustomizer<JwtEncodingContext> accessTokenClaims(IssuerProperties issuer) {
        Map<String, Account> accounts = Stream.concat(issuer.everyPerson(), issuer.everyService())
                .collect(Collectors.toMap(Account::name, Function.identity()));
        return context -> {
            Account account = accounts.get(nameIn(context));
            if (account == null || !OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
                return;
            }
            context.getClaims()
                    .audience(List.of(AUDIENCE))
                    .claim("roles", account.roles())
                    .claim("account_type", account.type().claim());
        };
    }

    private static String nameIn(JwtEncodingContext context) {
        Authentication principal = context.getPrincipal();
        return principal == null ? "" : principal.getName();
    }
}
