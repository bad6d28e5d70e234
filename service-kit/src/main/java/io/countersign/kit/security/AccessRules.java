package io.countersign.kit.security;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;

/**
 * Who may call what, as a bean of each service. The first rule that fits a request decides; what no rule names is
 * denied to everybody.
 *
 * <pre>{@code
 * AccessRules.of()
 *     .allow(GET, "/v1/policies/**", "policy-author", "policy-approver", "auditor")
 *     .allowPeople(POST, "/v1/claims", "reviewer");
 * }</pre>
 */
public final class AccessRules {

    private final List<Rule> rules;

    private AccessRules(List<Rule> rules) {
        this.rules = rules;
    }

    public static AccessRules of() {
        return new AccessRules(List.of());
    }

    /** Whoever has one of the roles may, persons and services alike. {@code pattern} is a Spring path pattern. */
    public AccessRules allow(HttpMethod method, String pattern, String... roles) {
        return plus(new Rule(method, pattern, Set.of(roles), false));
    }

    /** Only persons with one of the roles may: a service's account gets 403 whatever its roles. */
    public AccessRules allowPeople(HttpMethod method, String pattern, String... roles) {
        return plus(new Rule(method, pattern, Set.of(roles), true));
    }

    List<Rule> rules() {
        return rules;
    }

    private AccessRules plus(Rule rule) {
        if (rule.roles().isEmpty()) {
            throw new IllegalArgumentException("A rule names at least one role: " + rule.pattern());
        }
        var longer = new ArrayList<>(rules);
        longer.add(rule);
        return new AccessRules(List.copyOf(longer));
    }

    record Rule(HttpMethod method, String pattern, Set<String> roles, boolean peopleOnly) {}
}
