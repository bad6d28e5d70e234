package io.countersign.benchmarks.routing;

import io.countersign.kit.avro.AvroWire;
import io.countersign.routing.Policies;
import io.countersign.routing.RoutingApplication;
import io.countersign.setup.DefaultPolicy;
import io.countersign.testsupport.TestPlatform;
import io.countersign.topics.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.MessageListenerContainer;

/** The routing service itself, whole, with the default policy in force. */
final class CountersignLoop implements Loop, AutoCloseable {

    private static final long LOOK_EVERY_MILLIS = 50;

    private final TransactionWatch watch = new TransactionWatch();
    private final ConfigurableApplicationContext service;
    private final MessageListenerContainer listener;

    private CountersignLoop(ConfigurableApplicationContext service) {
        this.service = service;
        this.listener = Objects.requireNonNull(
                service.getBean(KafkaListenerEndpointRegistry.class).getListenerContainer("routing-service"));
    }

    /** Starts the service and returns when it could route. */
    @SuppressWarnings("unchecked") // the service has only one, of these types
    static CountersignLoop start(TestPlatform platform) throws Exception {
        Map<String, String> settings = new HashMap<>(platform.properties());
        settings.put("server.port", "0");
        settings.put("countersign.routing.draw-key", "a key for timings, known to everybody");
        settings.put("logging.level.root", "warn");
        String[] arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        var loop = new CountersignLoop(new SpringApplicationBuilder(RoutingApplication.class).run(arguments));
        loop.service.getBean(ProducerFactory.class).addPostProcessor(loop.watch);
        publishPolicy(platform, loop.wire());
        while (loop.service.getBean(Policies.class).active().isEmpty() || !loop.listener.isRunning()) {
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        loop.listener.stop();
        return loop;
    }

    /** The service's own settings, so that both loops have the same. */
    KafkaProperties kafka() {
        return service.getBean(KafkaProperties.class);
    }

    AvroWire wire() {
        return service.getBean(AvroWire.class);
    }

    @Override
    public String name() {
        return "Countersign";
    }

    @Override
    public Run run(int cases) throws InterruptedException {
        watch.expect(cases);
        listener.start();
        Run run = watch.await();
        listener.stop();
        return run;
    }

    @Override
    public void close() {
        service.close();
    }

    private static void publishPolicy(TestPlatform platform, AvroWire wire) throws Exception {
        Instant now = Instant.now();
        try (var producer = new KafkaProducer<String, byte[]>(Inputs.producerSettings(platform))) {
            byte[] version = wire.encode(Topics.POLICY_PUBLISHED, DefaultPolicy.version(now));
            producer.send(new ProducerRecord<>(Topics.POLICY_PUBLISHED, DefaultPolicy.versionKey(), version))
                    .get();
            byte[] pointer = wire.encode(Topics.POLICY_PUBLISHED, DefaultPolicy.pointer(now));
            producer.send(new ProducerRecord<>(Topics.POLICY_PUBLISHED, DefaultPolicy.NAME, pointer))
                    .get();
        }
    }
}
