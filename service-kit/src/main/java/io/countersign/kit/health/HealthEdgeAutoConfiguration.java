package io.countersign.kit.health;

import io.countersign.kit.kafka.GroupPlaces;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;

/** What readiness asks besides Boot's own indicators. A registry that is away hurts only schemas not met yet: not here. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
class HealthEdgeAutoConfiguration {

    @Bean
    KafkaHealthIndicator kafkaHealthIndicator(KafkaProperties kafka) {
        return new KafkaHealthIndicator(Admin.create(kafka.buildAdminProperties()));
    }

    @Bean
    ListenersHealthIndicator listenersHealthIndicator(KafkaListenerEndpointRegistry listeners, GroupPlaces places) {
        return new ListenersHealthIndicator(listeners, places);
    }
}
