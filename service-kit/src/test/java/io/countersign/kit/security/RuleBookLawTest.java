package io.countersign.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.authorization.AuthenticatedReactiveAuthorizationManager;
import org.springframework.security.authorization.AuthorityReactiveAuthorizationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.authorization.DelegatingReactiveAuthorizationManager;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcherEntry;
import reactor.core.publisher.Mono;

/** The book of rules says what the same rules say when Spring Security looks for the one that fits. */
class RuleBookLawTest {

    private static final List<String> ROLES = List.of("reviewer", "lead", "admin");

    @Property
    void decides_as_spring_security_would(
            @ForAll("rules") @Size(max = 6) List<AccessRules.Rule> rules,
            @ForAll("methods") HttpMethod method,
            @ForAll("paths") String path,
            @ForAll("callers") Authentication caller) {
        var access = accessRules(rules);

        assertThat(decision(RuleBook.of(access), method, path, caller))
                .isEqualTo(decision(springSecurity(access), method, path, caller));
    }

    @Example
    void the_first_rule_that_fits_decides() {
        var access =
                AccessRules.of().allow(POST, "/v1/tasks/*/*", "lead").allowPeople(POST, "/v1/tasks/**", "reviewer");

        assertThat(decision(RuleBook.of(access), POST, "/v1/tasks/a/verdict", caller(Set.of("reviewer"), true)))
                .isFalse();
        assertThat(decision(RuleBook.of(access), POST, "/v1/tasks/a", caller(Set.of("reviewer"), true)))
                .isTrue();
    }

    @Example
    void what_no_rule_names_is_denied_and_health_is_not() {
        var book = RuleBook.of(AccessRules.of());

        assertThat(decision(book, GET, "/v1/anything", caller(Set.of("admin"), true)))
                .isFalse();
        assertThat(decision(book, GET, "/livez", null)).isTrue();
        assertThat(decision(book, GET, "/actuator/prometheus", null)).isFalse();
    }

    @Provide
    Arbitrary<List<AccessRules.Rule>> rules() {
        var patterns = Arbitraries.of("/v1/a", "/v1/a/*", "/v1/a/**", "/v1/*/b", "/v1/{id}", "/v1/a/{id}/c", "/**");
        return Combinators.combine(
                        methods(), patterns, Arbitraries.of(ROLES).set().ofMinSize(1), Arbitraries.of(true, false))
                .as(AccessRules.Rule::new)
                .list();
    }

    @Provide
    Arbitrary<HttpMethod> methods() {
        return Arbitraries.of(GET, POST, PUT);
    }

    @Provide
    Arbitrary<String> paths() {
        var segment =
                Arbitraries.of("v1", "a", "b", "c", "livez", "readyz", "actuator", "v3", "api-docs", "%2e", "a;x=1");
        return segment.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .flatMap(segments -> Arbitraries.of("", "/").map(end -> "/" + String.join("/", segments) + end));
    }

    @Provide
    Arbitrary<Authentication> callers() {
        return Combinators.combine(Arbitraries.of(ROLES).set(), Arbitraries.of(true, false))
                .as(RuleBookLawTest::caller);
    }

    private static AccessRules accessRules(List<AccessRules.Rule> rules) {
        var access = AccessRules.of();
        for (var rule : rules) {
            var roles = rule.roles().toArray(String[]::new);
            access = rule.peopleOnly()
                    ? access.allowPeople(rule.method(), rule.pattern(), roles)
                    : access.allow(rule.method(), rule.pattern(), roles);
        }
        return access;
    }

    private static ReactiveAuthorizationManager<AuthorizationContext> springSecurity(AccessRules rules) {
        var builder = DelegatingReactiveAuthorizationManager.builder()
                .add(entry(
                        pathMatchers("/livez", "/readyz"),
                        (authentication, context) -> Mono.just(new AuthorizationDecision(true))))
                .add(entry(
                        pathMatchers(GET, "/v3/api-docs/**"),
                        AuthenticatedReactiveAuthorizationManager.authenticated()))
                .add(entry(pathMatchers("/actuator/**"), AuthorityReactiveAuthorizationManager.hasAuthority("admin")));
        rules.rules()
                .forEach(rule -> builder.add(entry(pathMatchers(rule.method(), rule.pattern()), new RuleCheck(rule))));
        var delegating = builder.build();
        return (authentication, context) -> delegating.authorize(authentication, context.getExchange());
    }

    private static ServerWebExchangeMatcherEntry<ReactiveAuthorizationManager<AuthorizationContext>> entry(
            ServerWebExchangeMatcher matcher, ReactiveAuthorizationManager<AuthorizationContext> manager) {
        return new ServerWebExchangeMatcherEntry<>(matcher, manager);
    }

    private static boolean decision(
            ReactiveAuthorizationManager<AuthorizationContext> manager,
            HttpMethod method,
            String path,
            @Nullable Authentication caller) {
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.method(method, path));
        var result = manager.authorize(Mono.justOrEmpty(caller), new AuthorizationContext(exchange))
                .block();
        return Objects.requireNonNull(result).isGranted();
    }

    private static Authentication caller(Set<String> roles, boolean person) {
        var token = Jwt.withTokenValue("t")
                .header("alg", "none")
                .subject("ana")
                .issuedAt(Instant.EPOCH)
                .claim("account_type", person ? "person" : "service")
                .build();
        return new JwtAuthenticationToken(
                token, roles.stream().map(SimpleGrantedAuthority::new).toList());
    }
}
