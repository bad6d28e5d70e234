package io.countersign.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** Kafka and PostgreSQL inside, or beside, this JVM; PostgreSQL only once somebody asks for it. They end with it. */
final class EmbeddedMachines implements Machines {

    private final EmbeddedKafkaKraftBroker broker = broker();
    private @Nullable EmbeddedPostgres database;

    @Override
    public String kafka() {
        return broker.getBrokersAsString();
    }

    @Override
    public synchronized Postgres postgres() {
        var running = database == null ? database() : database;
        database = running;
        return new Postgres("127.0.0.1", running.getPort(), "postgres", "postgres");
    }

    private static EmbeddedKafkaKraftBroker broker() {
        var broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of(
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                "offsets.topic.num.partitions", "2",
                "transaction.state.log.num.partitions", "2",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1"));
        broker.afterPropertiesSet();
        return broker;
    }

    private static EmbeddedPostgres database() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
