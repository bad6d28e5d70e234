package io.countersign.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;

/** What is read by a loop is read as Spring Security reads it. */
class HeadersLawTest {

    @Property
    void a_token_is_found_where_spring_security_finds_it(@ForAll("authorizations") String header) {
        assertThat(outcome(new BearerTokens(), header))
                .isEqualTo(outcome(new ServerBearerTokenAuthenticationConverter(), header));
    }

    @Example
    void a_well_formed_token_needs_no_regular_expression() {
        assertThat(BearerTokens.isWellFormed("Bearer eyJ.a-b_c~d+e/f0==")).isTrue();
        assertThat(BearerTokens.isWellFormed("Bearer a=b")).isFalse();
        assertThat(BearerTokens.isWellFormed("Bearer =")).isFalse();
        assertThat(BearerTokens.isWellFormed("Bearer ")).isFalse();
    }

    @Property
    void what_passes_at_once_would_have_passed(@ForAll("headers") String text) {
        if (HeaderFirewall.isPrintableAscii(text)) {
            assertThat(StrictServerWebExchangeFirewall.ALLOWED_HEADER_NAMES).accepts(text);
            assertThat(StrictServerWebExchangeFirewall.ALLOWED_HEADER_VALUES).accepts(text);
        }
    }

    @Example
    void a_request_without_the_header_passes() {
        var request = MockServerHttpRequest.get("/livez");
        var firewalled = HeaderFirewall.strict()
                .getFirewalledExchange(MockServerWebExchange.from(request))
                .block();

        assertThat(firewalled).isNotNull();
        assertThat(Objects.requireNonNull(firewalled).getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION))
                .isNull();
    }

    @Provide
    Arbitrary<String> authorizations() {
        var scheme = Arbitraries.of("Bearer ", "bearer ", "Bearer", "Bearer  ", "Basic ", "");
        var token = Arbitraries.strings().withChars("abzAZ09-._~+/= ,\u00e9\t").ofMaxLength(6);
        return scheme.flatMap(name -> token.map(name::concat));
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.strings().ascii().ofMaxLength(5).edgeCases(edges -> edges.add("~", " ", "\u007f", "\u001f"));
    }

    private static String outcome(ServerAuthenticationConverter converter, String header) {
        var request = MockServerHttpRequest.get("/").header(HttpHeaders.AUTHORIZATION, header);
        var exchange = MockServerWebExchange.from(request);
        var found = new StringBuilder("none");
        var failure = catchThrowable(() -> converter
                .convert(exchange)
                .cast(BearerTokenAuthenticationToken.class)
                .doOnNext(token -> found.replace(0, found.length(), token.getToken()))
                .block());
        return failure == null
                ? found.toString()
                : failure.getClass().getName() + Objects.toString(failure.getMessage(), "");
    }
}
