package io.countersign.kit.security;

import org.springframework.security.authentication.AuthenticationTrustResolver;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import reactor.core.publisher.Mono;

/** One rule, asked for one caller. */
final class RuleCheck implements ReactiveAuthorizationManager<AuthorizationContext> {

    private static final AuthenticationTrustResolver TRUST = new AuthenticationTrustResolverImpl();

    private final AccessRules.Rule rule;

    RuleCheck(AccessRules.Rule rule) {
        this.rule = rule;
    }

    @Override
    public Mono<AuthorizationResult> authorize(Mono<Authentication> authentication, AuthorizationContext context) {
        return authentication
                .map(known ->
                        (AuthorizationResult) new AuthorizationDecision(TRUST.isAuthenticated(known) && allows(known)))
                .defaultIfEmpty(new AuthorizationDecision(false));
    }

    private boolean allows(Authentication authentication) {
        var caller = Caller.from(authentication);
        return rule.roles().stream().anyMatch(caller::hasRole) && (caller.isPerson() || !rule.peopleOnly());
    }
}
