package io.countersign.kit.security;

import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Who calls, by the token: a controller takes it as an argument.
 *
 * @param name the token's subject
 * @param roles its roles
 * @param isPerson whether the account is a person's; anything not said to be is not
 */
public record Caller(String name, Set<String> roles, boolean isPerson) {

    public Caller {
        roles = Set.copyOf(roles);
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }

    /** The caller behind an authentication that this kit's security made. */
    public static Caller from(Authentication authentication) {
        if (!(authentication.getPrincipal() instanceof Jwt token)) {
            throw new IllegalArgumentException("The caller did not come with a bearer token");
        }
        var roles = new TreeSet<String>();
        authentication.getAuthorities().forEach(authority -> roles.add(String.valueOf(authority.getAuthority())));
        return new Caller(authentication.getName(), roles, "person".equals(token.getClaimAsString("account_type")));
    }
}
