package io.countersign.kit.kafka;

import io.countersign.kit.state.BeforeListeners;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.ConcurrentKafkaListenerContainerFactory;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.transaction.KafkaTransactionManager;
import org.springframework.util.backoff.ExponentialBackOff;

/** Batch listeners that never skip a record: a batch that fails is tried again for as long as it takes. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
class KafkaEdgeAutoConfiguration {

    private static final long FIRST_RETRY_MILLIS = 200;
    private static final long SLOWEST_RETRY_MILLIS = 5_000;
    private static final long POLL_MILLIS = 1_000;
    private static final int CLOSE_SECONDS = 3;

    @Bean
    GroupPlaces groupPlaces() {
        return new GroupPlaces();
    }

    @Bean
    RestartWhenFenced restartWhenFenced(
            KafkaListenerEndpointRegistry listeners,
            ObjectProvider<BeforeListeners> preparations,
            @Value("${countersign.instance:0}") String instance,
            Clock clock) {
        return new RestartWhenFenced(listeners, () -> preparations.stream().toList(), instance, clock);
    }

    /** For listeners whose effects are in PostgreSQL: hand the batch to the inbox. */
    @Bean
    @ConditionalOnProperty("countersign.database")
    ConcurrentKafkaListenerContainerFactory<String, byte[]> inboxListenerContainerFactory(
            KafkaProperties kafka, GroupPlaces places, @Value("${countersign.instance:0}") String instance) {
        var factory = batches(kafka, places, instance);
        factory.setCommonErrorHandler(neverSkipping());
        return factory;
    }

    private static ConcurrentKafkaListenerContainerFactory<String, byte[]> batches(
            KafkaProperties kafka, GroupPlaces places, String instance) {
        var factory = new ConcurrentKafkaListenerContainerFactory<String, byte[]>();
        factory.setConsumerFactory(new DefaultKafkaConsumerFactory<>(kafka.buildConsumerProperties()));
        factory.setBatchListener(true);
        factory.setConcurrency(Objects.requireNonNullElse(kafka.getListener().getConcurrency(), 1));
        factory.getContainerProperties().setAckMode(AckMode.BATCH);
        // A listener that is stopped while its group rebalances is not woken: it ends with the poll.
        factory.getContainerProperties().setPollTimeout(POLL_MILLIS);
        factory.getContainerProperties().setObservationEnabled(false);
        // A static member that restarts within its session timeout gets its partitions back at once.
        factory.setContainerCustomizer(container -> {
            container
                    .getContainerProperties()
                    .getKafkaConsumerProperties()
                    .put("group.instance.id", container.getListenerId() + "-" + instance);
            places.follow(container);
        });
        return factory;
    }

    private static DefaultErrorHandler neverSkipping() {
        var handler = new DefaultErrorHandler(slowingDown());
        // By default some failures are taken for final, and their records are logged and skipped.
        handler.setClassifications(Map.of(), true);
        handler.setRetryListeners(new TellRetries());
        return handler;
    }

    private static ExponentialBackOff slowingDown() {
        var backOff = new ExponentialBackOff(FIRST_RETRY_MILLIS, 2);
        backOff.setMaxInterval(SLOWEST_RETRY_MILLIS);
        return backOff;
    }

    /** Kafka to Kafka, exactly once: reads, effects and offsets are one Kafka transaction. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("countersign.kafka.exactly-once")
    static class ExactlyOnce {

        @Bean
        ProducerFactory<String, byte[]> exactlyOnceProducerFactory(
                KafkaProperties kafka,
                @Value("${spring.application.name}") String service,
                @Value("${countersign.instance:0}") String instance) {
            var factory = new DefaultKafkaProducerFactory<String, byte[]>(kafka.buildProducerProperties());
            factory.setTransactionIdPrefix(service + "-" + instance + "-");
            factory.setTransactionIdSuffixStrategy(new LowestFreeNumber());
            // A producer is closed after a failure: what it has not sent by now belongs to no transaction any more.
            factory.setPhysicalCloseTimeout(CLOSE_SECONDS);
            return factory;
        }

        @Bean
        KafkaTemplate<String, byte[]> kafkaTemplate(ProducerFactory<String, byte[]> producers) {
            return new KafkaTemplate<>(producers);
        }

        @Bean
        KafkaTransactionManager<String, byte[]> kafkaTransactionManager(ProducerFactory<String, byte[]> producers) {
            return new KafkaTransactionManager<>(producers);
        }

        /** The producer is made before the first batch, which need not wait then for its transactional id. */
        @Bean
        BeforeListeners producerBeforeListeners(ProducerFactory<String, byte[]> producers) {
            return () -> producers.createProducer().close();
        }

        /** For listeners that answer on Kafka: use the {@code KafkaTemplate} on the listener's thread. */
        @Bean
        ConcurrentKafkaListenerContainerFactory<String, byte[]> exactlyOnceListenerContainerFactory(
                KafkaProperties kafka,
                KafkaTransactionManager<String, byte[]> transactions,
                GroupPlaces places,
                @Value("${countersign.instance:0}") String instance) {
            // No error handler: it would try again inside the transaction, and commit what the failed attempt had sent.
            var factory = batches(kafka, places, instance);
            factory.getContainerProperties().setKafkaAwareTransactionManager(transactions);
            // A fenced transaction is neither redelivered nor sought back: only a stop forgets the position beyond it.
            factory.getContainerProperties().setStopContainerWhenFenced(true);
            factory.setAfterRollbackProcessor(new BackToCommitted(slowingDown()));
            return factory;
        }
    }
}
