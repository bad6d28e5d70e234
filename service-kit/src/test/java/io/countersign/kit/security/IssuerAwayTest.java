package io.countersign.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.testsupport.TestIssuer;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;

class IssuerAwayTest {

    private final TestIssuer issuer = TestIssuer.start();
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "issuer",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(4)
                    .minimumNumberOfCalls(4)
                    .build());
    private final IssuerKeys keys = new IssuerKeys(
            new IssuerProperties(
                    issuer.uri(),
                    URI.create(issuer.uri() + "/oauth2/jwks"),
                    "countersign",
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5)),
            breaker);

    @AfterEach
    void close() {
        issuer.close();
    }

    @Test
    void tokens_signed_with_a_known_key_are_accepted_while_the_issuer_is_away() {
        keys.decode(issuer.token("ana", "reviewer")).block();
        issuer.goAway();

        assertThat(keys.decode(issuer.token("ben", "reviewer")).block())
                .isNotNull()
                .satisfies(token -> assertThat(token.getSubject()).isEqualTo("ben"));
    }

    @Test
    void without_its_keys_no_token_is_called_bad() {
        issuer.goAway();

        assertThatThrownBy(() -> keys.decode(issuer.token("ana", "reviewer")).block())
                .isInstanceOf(IssuerUnavailableException.class);
    }

    @Test
    void after_enough_failures_the_issuer_is_left_alone() {
        issuer.goAway();
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(
                            () -> keys.decode(issuer.token("ana", "reviewer")).block())
                    .isInstanceOf(IssuerUnavailableException.class);
        }

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
    }

    @Test
    void an_expired_token_is_bad() {
        assertThatThrownBy(() ->
                        keys.decode(issuer.expiredToken("ana", "reviewer")).block())
                .isInstanceOf(BadJwtException.class);
    }
}
