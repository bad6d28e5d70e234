package io.countersign.kit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Where a service says what is its own, so that it has effect. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnSettingsTest {

    private ConfigurableApplicationContext service;

    @Configuration(proxyBeanMethods = false)
    static class Nothing {}

    @BeforeAll
    void readTheSettings() {
        service = new SpringApplicationBuilder(Nothing.class)
                .web(WebApplicationType.NONE)
                .properties("spring.config.name=own-settings")
                .run();
    }

    @AfterAll
    void close() {
        service.close();
    }

    @Test
    void what_stands_in_a_document_below_the_import_wins() {
        assertThat(setting("spring.kafka.consumer.max-poll-records")).isEqualTo("7");
    }

    @Test
    void what_stands_beside_the_import_loses() {
        assertThat(setting("spring.lifecycle.timeout-per-shutdown-phase")).isEqualTo("15s");
    }

    @Test
    void what_both_say_of_a_map_is_joined() {
        assertThat(setting("spring.r2dbc.properties.options")).isEqualTo("a=b");
        assertThat(setting("spring.r2dbc.properties.forceBinary")).isEqualTo("true");
    }

    private String setting(String name) {
        return service.getEnvironment().getRequiredProperty(name);
    }
}
