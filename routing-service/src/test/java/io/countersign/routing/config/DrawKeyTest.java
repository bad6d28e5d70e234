package io.countersign.routing.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class DrawKeyTest {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withUserConfiguration(Settings.class);

    @Test
    void the_service_does_not_start_without_a_key_and_says_which_variable_to_set() {
        service.run(context -> assertThat(context)
                .hasFailed()
                .getFailure()
                .rootCause()
                .hasMessageContaining("COUNTERSIGN_ROUTING_DRAW_KEY is not set"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "0123456789abcdef0123456789abcde"})
    void a_key_that_is_blank_or_short_is_refused_by_the_name_of_its_variable_and_not_shown(String key) {
        service.withPropertyValues("countersign.routing.draw-key=" + key)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("COUNTERSIGN_ROUTING_DRAW_KEY")
                        .hasMessageNotContaining("abcdef"));
    }

    @Test
    void a_key_of_32_characters_is_taken_and_never_printed() {
        service.withPropertyValues("countersign.routing.draw-key=" + SECRET).run(context -> {
            RoutingProperties properties = context.getBean(RoutingProperties.class);
            assertThat(properties.drawKey()).isEqualTo(SECRET);
            assertThat(properties.toString()).doesNotContain(SECRET);
        });
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(RoutingProperties.class)
    static class Settings {}
}
