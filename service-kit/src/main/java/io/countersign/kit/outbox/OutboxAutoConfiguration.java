package io.countersign.kit.outbox;

import io.countersign.kit.avro.AvroAutoConfiguration;
import io.countersign.kit.avro.AvroWire;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;

/** The outbox of a service with a database, and the relays of every {@link RelaySource}. */
@AutoConfiguration(after = {R2dbcAutoConfiguration.class, AvroAutoConfiguration.class})
@ConditionalOnProperty("countersign.database")
@EnableConfigurationProperties(OutboxProperties.class)
public class OutboxAutoConfiguration {

    private static final Duration LEVEL_PERIOD = Duration.ofSeconds(1);

    @Bean
    RelayBell relayBell() {
        return new RelayBell();
    }

    @Bean
    OutboxLevel outboxLevel(DatabaseClient database, OutboxProperties properties, MeterRegistry meters) {
        var level = new OutboxLevel(database, properties.maxRows());
        Gauge.builder("countersign.outbox.waiting", level, OutboxLevel::waiting)
                .description("Events that are committed but not yet on Kafka")
                .register(meters);
        return level;
    }

    @Bean
    PeriodicTask outboxLevelTask(OutboxLevel level) {
        return new PeriodicTask("Measuring the outbox", LEVEL_PERIOD, level::measure);
    }

    @Bean
    @ConditionalOnMissingBean
    Outbox outbox(
            DatabaseClient database,
            AvroWire wire,
            OutboxProperties properties,
            OutboxLevel level,
            RelayBell bell,
            @Value("${spring.application.name}") String service) {
        return new PostgresOutbox(database, wire, properties, level, bell, service);
    }

    @Bean
    OutboxTable outboxTable(OutboxProperties properties) {
        return new OutboxTable(properties);
    }

    @Bean
    @ConditionalOnProperty(name = "countersign.relay", matchIfMissing = true)
    Relays relays(
            ObjectProvider<RelaySource> sources,
            ConnectionFactory database,
            KafkaProperties kafka,
            AvroWire wire,
            OutboxProperties properties,
            RelayBell bell,
            MeterRegistry meters,
            @Value("${spring.application.name}") String service) {
        var positions = new RelayPositions(kafka.buildConsumerProperties(), wire);
        Function<String, Producer<String, byte[]>> producers = id -> producer(kafka.buildProducerProperties(), id);
        return new Relays(() -> sources.stream()
                .flatMap(source -> relays(source, service, positions, properties, meters))
                .map(relay -> new RelayRunner(relay, unpooled(database), producers, properties, bell))
                .toList());
    }

    private static Stream<Relay> relays(
            RelaySource source,
            String service,
            RelayPositions positions,
            OutboxProperties properties,
            MeterRegistry meters) {
        var prefix = source instanceof OutboxTable ? service + "-relay-" : service + "-relay-" + source.name() + "-";
        return IntStream.range(0, source.shards())
                .mapToObj(shard -> new Relay(prefix + shard, source, shard, positions, properties, meters));
    }

    static Producer<String, byte[]> producer(Map<String, Object> configured, String transactionalId) {
        var properties = new HashMap<>(configured);
        properties.put("transactional.id", transactionalId);
        properties.put("client.id", transactionalId);
        return new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
    }

    /** A session that holds a lock must not be lent to anybody, nor be closed for its age. */
    static ConnectionFactory unpooled(ConnectionFactory database) {
        return database instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory inner
                ? unpooled(inner)
                : database;
    }
}
