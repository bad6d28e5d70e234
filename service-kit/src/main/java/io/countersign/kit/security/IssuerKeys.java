package io.countersign.kit.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/**
 * Checks signature, issuer, audience and times of a token. The issuer's keys are fetched when the first token comes and
 * kept, so a service starts and goes on without its issuer. Only the fetching goes through the circuit breaker: while it
 * is open, tokens signed with known keys are accepted as ever, and others hear at once that the issuer is away.
 *
 * <p>A person's requests carry the same token for hours, and checking a signature costs more than most of them: a token
 * whose signature held is remembered for a minute. Its times, issuer and audience are checked every time.
 */
final class IssuerKeys implements ReactiveJwtDecoder {

    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final int REMEMBERED_TOKENS = 10_000;

    private final ReactiveJwtDecoder decoder;
    private final OAuth2TokenValidator<Jwt> rules;
    private final Cache<String, Jwt> genuine = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(REMEMBERED_TOKENS)
            .build();

    IssuerKeys(IssuerProperties issuer, CircuitBreaker breaker) {
        var connector = new ReactorClientHttpConnector(HttpClient.create().responseTimeout(issuer.timeout()));
        var client = WebClient.builder()
                .clientConnector(connector)
                .filter((request, next) -> fetch(request, next, breaker))
                .build();
        var nimbus = NimbusReactiveJwtDecoder.withJwkSetUri(issuer.jwkSetUri().toString())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .webClient(client)
                .build();
        rules = rules(issuer);
        nimbus.setJwtValidator(rules);
        decoder = nimbus;
    }

    @Override
    public Mono<Jwt> decode(String token) {
        var known = genuine.getIfPresent(token);
        return known == null
                ? decoder.decode(token)
                        .doOnNext(jwt -> genuine.put(token, jwt))
                        .onErrorMap(failure -> !(failure instanceof BadJwtException), IssuerUnavailableException::new)
                : stillValid(known);
    }

    private Mono<Jwt> stillValid(Jwt token) {
        var errors = rules.validate(token).getErrors();
        return errors.isEmpty()
                ? Mono.just(token)
                : Mono.error(() -> new JwtValidationException("The token is no longer valid", errors));
    }

    private static Mono<ClientResponse> fetch(ClientRequest request, ExchangeFunction next, CircuitBreaker breaker) {
        return next.exchange(request)
                .flatMap(response -> response.statusCode().isError() ? response.createError() : Mono.just(response))
                .transformDeferred(CircuitBreakerOperator.of(breaker));
    }

    private static OAuth2TokenValidator<Jwt> rules(IssuerProperties issuer) {
        return new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(issuer.clockSkew()),
                new JwtIssuerValidator(issuer.uri()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && audience.contains(issuer.audience())),
                new JwtClaimValidator<String>("sub", subject -> subject != null && !subject.isBlank()),
                new JwtClaimValidator<Object>("exp", Objects::nonNull));
    }
}
