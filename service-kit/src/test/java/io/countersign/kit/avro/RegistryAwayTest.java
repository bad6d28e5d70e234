package io.countersign.kit.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.ReviewActivity;
import io.countersign.kit.Events;
import io.countersign.testsupport.FakeRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAwayTest {

    private final FakeRegistry registry = FakeRegistry.start();
    private final CircuitBreaker breaker = CircuitBreaker.of(
            "registry",
            CircuitBreakerConfig.custom()
                    .slidingWindowSize(6)
                    .minimumNumberOfCalls(6)
                    .ignoreExceptions(SchemaNotRegisteredException.class)
                    .build());
    private final Retry retry = Retry.of(
            "registry",
            RetryConfig.custom()
                    .maxAttempts(3)
                    .waitDuration(Duration.ofMillis(1))
                    .retryExceptions(RegistryUnavailableException.class)
                    .build());
    private final AvroWire wire =
            new AvroWire(new HttpSchemaRegistry(URI.create(registry.url()), Duration.ofSeconds(2), retry, breaker));

    @BeforeEach
    void register() {
        registry.register(Events.TOPIC + "-value", ReviewActivity.getClassSchema());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Test
    void what_is_written_is_read_back() {
        var event = Events.activity("a", 1);

        assertThat(wire.decode(wire.encode(Events.TOPIC, event), ReviewActivity.class))
                .isEqualTo(event);
    }

    @Test
    void known_schemas_go_on_working_while_the_registry_is_away() {
        var event = Events.activity("a", 1);
        wire.decode(wire.encode(Events.TOPIC, event), ReviewActivity.class);
        registry.goAway();

        assertThat(wire.decode(wire.encode(Events.TOPIC, event), ReviewActivity.class))
                .isEqualTo(event);
    }

    @Test
    void an_unknown_schema_is_asked_for_three_times_before_the_registry_counts_as_away() {
        registry.goAway();

        assertThatThrownBy(() -> wire.encode(Events.TOPIC, Events.activity("a", 1)))
                .isInstanceOf(RegistryUnavailableException.class);
        assertThat(registry.requests()).isEqualTo(3);
    }

    @Test
    void an_answer_that_stops_after_its_headers_is_no_answer() {
        var impatient = new HttpSchemaRegistry(URI.create(registry.url()), Duration.ofMillis(300), retry, breaker);
        registry.fallSilent();

        assertThatThrownBy(() -> impatient.byId(1)).isInstanceOf(RegistryUnavailableException.class);
        assertThat(registry.requests()).isEqualTo(3);

        registry.comeBack();
        assertThat(impatient.byId(1)).contains(ReviewActivity.getClassSchema());
    }

    @Test
    void after_enough_failures_callers_hear_at_once_and_the_registry_is_left_alone() {
        registry.goAway();
        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> wire.encode(Events.TOPIC, Events.activity("a", 1)))
                    .isInstanceOf(RegistryUnavailableException.class);
        }

        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        assertThat(registry.requests()).isEqualTo(6);
    }

    @Test
    void a_schema_that_is_not_registered_is_said_clearly() {
        Map<String, Schema> schemas = Map.of("hitl.other.v1", ReviewActivity.getClassSchema());

        assertThatThrownBy(() -> wire.prepare(schemas))
                .isInstanceOf(SchemaNotRegisteredException.class)
                .hasMessageContaining("hitl.other.v1-value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PROTOBUF | syntax = \"proto3\";",
                "JSON | {\"type\": \"object\"}",
                "AVRO | {\"type\": \"nothing\"}"
            })
    void an_id_that_names_no_avro_schema_is_poison_and_the_registry_is_not_to_blame(String type, String text) {
        int id = registry.registerForeign(type, text);
        var bytes = ByteBuffer.allocate(9).put((byte) 0).putInt(id).array();

        assertThatThrownBy(() -> wire.decode(bytes, ReviewActivity.class))
                .isInstanceOf(UndecodableRecordException.class)
                .hasMessageContaining(String.valueOf(id));
        assertThat(breaker.getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void bytes_after_the_record_or_too_few_of_them_are_undecodable() {
        var bytes = wire.encode(Events.TOPIC, Events.activity("a", 1));
        var longer = Arrays.copyOf(bytes, bytes.length + 1);
        var shorter = Arrays.copyOf(bytes, bytes.length - 3);

        assertThatThrownBy(() -> wire.decode(longer, ReviewActivity.class))
                .isInstanceOf(UndecodableRecordException.class);
        assertThatThrownBy(() -> wire.decode(shorter, ReviewActivity.class))
                .isInstanceOf(UndecodableRecordException.class);
    }
}
