package io.countersign.kit.security;

import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * The bearer token of a request (RFC 6750). A well-formed header is read by a loop: a token has a thousand characters, and
 * matching it by Spring Security's regular expression took a tenth of the HTTP threads' time. All else is left to Spring Security.
 */
final class BearerTokens implements ServerAuthenticationConverter {

    private static final String SCHEME = "Bearer ";
    private static final String BESIDES_LETTERS_AND_DIGITS = "-._~+/";

    private final ServerAuthenticationConverter others = new ServerBearerTokenAuthenticationConverter();

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        return header != null && isWellFormed(header)
                ? Mono.just(new BearerTokenAuthenticationToken(header.substring(SCHEME.length())))
                : others.convert(exchange);
    }

    /** The scheme, one space, at least one character of a token, and then perhaps equals signs. */
    static boolean isWellFormed(String header) {
        if (!header.startsWith(SCHEME)) {
            return false;
        }
        int end = header.length();
        while (end > SCHEME.length() && header.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = SCHEME.length(); i < end; i++) {
            if (!isOfToken(header.charAt(i))) {
                return false;
            }
        }
        return end > SCHEME.length();
    }

    private static boolean isOfToken(char c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || BESIDES_LETTERS_AND_DIGITS.indexOf(c) >= 0;
    }
}
