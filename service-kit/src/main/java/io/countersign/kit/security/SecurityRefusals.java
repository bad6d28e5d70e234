package io.countersign.kit.security;

import io.countersign.kit.http.Problem;
import io.countersign.kit.http.ProblemWriter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What security says no with: the same problem details as everything else. */
final class SecurityRefusals {

    private final ProblemWriter writer;

    SecurityRefusals(ProblemWriter writer) {
        this.writer = writer;
    }

    Mono<Void> unauthenticated(ServerWebExchange exchange, AuthenticationException failure) {
        if (failure instanceof IssuerUnavailableException) {
            return writer.write(exchange, Problem.unavailable("The issuer of tokens cannot be reached; try again"));
        }
        exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return writer.write(
                exchange,
                Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "no-valid-token",
                        "A valid bearer token is needed",
                        "The token is missing, expired, meant for somebody else, or not of the trusted issuer"));
    }

    Mono<Void> denied(ServerWebExchange exchange, AccessDeniedException failure) {
        return writer.write(
                exchange,
                Problem.of(
                        HttpStatus.FORBIDDEN,
                        "not-permitted",
                        "The caller may not do this",
                        "None of the caller's roles permits this request"));
    }
}
