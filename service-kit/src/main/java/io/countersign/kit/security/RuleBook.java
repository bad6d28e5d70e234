package io.countersign.kit.security;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.authorization.AuthenticatedReactiveAuthorizationManager;
import org.springframework.security.authorization.AuthorityReactiveAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * All rules of a service, its own and those of every service. The first that fits a request decides; where none fits, nobody
 * may. Which one fits is found by a loop: Spring Security's matchers assemble a dozen publishers for each rule that does
 * not.
 */
final class RuleBook implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final PathPatternParser PATTERNS = PathPatternParser.defaultInstance;

    private final List<Page> pages;

    private RuleBook(List<Page> pages) {
        this.pages = pages;
    }

    static RuleBook of(AccessRules rules) {
        var ofEveryService = Stream.of(
                page(null, "/livez", RuleBook::always),
                page(null, "/readyz", RuleBook::always),
                page(HttpMethod.GET, "/v3/api-docs/**", AuthenticatedReactiveAuthorizationManager.authenticated()),
                page(null, "/actuator/**", AuthorityReactiveAuthorizationManager.hasAuthority("admin")));
        var own = rules.rules().stream().map(rule -> page(rule.method(), rule.pattern(), new RuleCheck(rule)));
        return new RuleBook(Stream.concat(ofEveryService, own).toList());
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        var request = context.getExchange().getRequest();
        var path = request.getPath().pathWithinApplication();
        for (var page : pages) {
            if (page.fits(request, path)) {
                return page.check().authorize(authentication, context);
            }
        }
        return Mono.just(new AuthorizationDecision(false));
    }

    private static Mono<AuthorizationResult> always(Mono<Authentication> authentication, AuthorizationContext context) {
        return Mono.just(new AuthorizationDecision(true));
    }

    private static Page page(
            @Nullable HttpMethod method, String pattern, ReactiveAuthorizationManager<AuthorizationContext> check) {
        return new Page(method, PATTERNS.parse(pattern), check);
    }

    /** @param method null where it fits any */
    private record Page(
            @Nullable HttpMethod method,
            PathPattern pattern,
            ReactiveAuthorizationManager<AuthorizationContext> check) {

        boolean fits(ServerHttpRequest request, PathContainer path) {
            return (method == null || method.equals(request.getMethod())) && pattern.matches(path);
        }
    }
}
