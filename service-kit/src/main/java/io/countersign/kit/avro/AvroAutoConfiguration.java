package io.countersign.kit.avro;

import io.countersign.topics.Topic;
import io.countersign.topics.TopicCatalogue;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The wire format over the registry that {@code countersign.registry.url} names. */
@AutoConfiguration
@ConditionalOnProperty("countersign.registry.url")
@EnableConfigurationProperties(RegistryProperties.class)
public class AvroAutoConfiguration {

    /** Retry and circuit breaker are those that Resilience4j's configuration names {@code registry}. */
    @Bean
    @ConditionalOnMissingBean
    SchemaRegistry schemaRegistry(
            RegistryProperties properties, RetryRegistry retries, CircuitBreakerRegistry breakers) {
        return new HttpSchemaRegistry(
                properties.url(), properties.timeout(), retries.retry("registry"), breakers.circuitBreaker("registry"));
    }

    @Bean
    @ConditionalOnMissingBean
    AvroWire avroWire(SchemaRegistry registry) {
        return new AvroWire(registry);
    }

    @Bean
    PreparedSchemas preparedSchemas(
            AvroWire wire, RegistryProperties properties, @Value("${spring.application.name}") String service) {
        var written = TopicCatalogue.all().stream()
                .filter(topic -> topic.writers().contains(service))
                .collect(Collectors.toUnmodifiableMap(Topic::name, Topic::schema));
        return new PreparedSchemas(wire, written, properties.startTimeout());
    }
}
