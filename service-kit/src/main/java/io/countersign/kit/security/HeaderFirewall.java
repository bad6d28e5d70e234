package io.countersign.kit.security;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/**
 * Spring Security's strict firewall, which asks a regular expression about each header of each request. Whatever is
 * printable ASCII passes that, as a loop finds out sooner; it is asked about the rest.
 */
final class HeaderFirewall {

    static ServerWebExchangeFirewall strict() {
        var firewall = new StrictServerWebExchangeFirewall();
        firewall.setAllowedHeaderNames(printableOr(StrictServerWebExchangeFirewall.ALLOWED_HEADER_NAMES));
        firewall.setAllowedHeaderValues(printableOr(StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES));
        return firewall;
    }

    /** A header that a request does not have is asked about as well, by null. */
    private static Predicate<String> printableOr(Predicate<String> asked) {
        return text -> isPrintableAscii(text) || asked.test(text);
    }

    static boolean isPrintableAscii(@Nullable String text) {
        if (text == null) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private HeaderFirewall() {}
}
