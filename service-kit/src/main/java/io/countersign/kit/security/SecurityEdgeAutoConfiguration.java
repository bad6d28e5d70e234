package io.countersign.kit.security;

import io.countersign.kit.http.ProblemWriter;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.security.autoconfigure.ReactiveUserDetailsServiceAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.ReactiveOAuth2ResourceServerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;
import reactor.core.publisher.Mono;

/** Nothing but health answers without a token, and nothing answers that no {@link AccessRules} name. */
@AutoConfiguration(
        before = {
            ReactiveOAuth2ResourceServerAutoConfiguration.class,
            ReactiveWebSecurityAutoConfiguration.class,
            ReactiveUserDetailsServiceAutoConfiguration.class
        })
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(IssuerProperties.class)
@EnableWebFluxSecurity
class SecurityEdgeAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ReactiveJwtDecoder issuerKeys(IssuerProperties issuer, CircuitBreakerRegistry breakers) {
        return new IssuerKeys(issuer, breakers.circuitBreaker("issuer"));
    }

    /** A request is one observation; those of each filter and rule inside it cost more than they tell. */
    @Bean
    SecurityObservationSettings oneObservationPerRequest() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ServerWebExchangeFirewall headerFirewall() {
        return HeaderFirewall.strict();
    }

    @Bean
    @ConditionalOnMissingBean
    ProblemWriter problemWriter() {
        return new ProblemWriter();
    }

    @Bean
    SecurityWebFilterChain accessRulesFilterChain(
            ServerHttpSecurity http,
            ObjectProvider<AccessRules> rules,
            ReactiveJwtDecoder decoder,
            ProblemWriter writer) {
        var refusals = new SecurityRefusals(writer);
        return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                // Every request brings its token: a session would be made for each, on other threads, and thrown away.
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .authorizeExchange(
                        exchanges -> exchanges.anyExchange().access(RuleBook.of(rules.getIfAvailable(AccessRules::of))))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusals::unauthenticated)
                        .accessDeniedHandler(refusals::denied))
                .oauth2ResourceServer(server -> server.bearerTokenConverter(new BearerTokens())
                        .authenticationEntryPoint(refusals::unauthenticated)
                        .accessDeniedHandler(refusals::denied)
                        .authenticationFailureHandler(
                                (exchange, failure) -> refusals.unauthenticated(exchange.getExchange(), failure))
                        .jwt(jwt -> jwt.jwtDecoder(decoder)
                                .jwtAuthenticationConverter(token -> Mono.just(authentication(token)))))
                .build();
    }

    @Bean
    WebFluxConfigurer callerArgument() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new CallerArgumentResolver());
            }
        };
    }

    private static JwtAuthenticationToken authentication(Jwt token) {
        var roles = token.getClaimAsStringList("roles");
        var authorities = (roles == null ? List.<String>of() : roles)
                .stream().map(SimpleGrantedAuthority::new).toList();
        return new JwtAuthenticationToken(token, authorities);
    }
}
