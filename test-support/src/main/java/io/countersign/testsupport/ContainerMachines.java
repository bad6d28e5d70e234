package io.countersign.testsupport;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** Kafka and PostgreSQL in containers, as Testcontainers starts and ends them. */
final class ContainerMachines implements Machines {

    private final KafkaContainer broker = new KafkaContainer("apache/kafka:4.2.1");
    private final PostgreSQLContainer database =
            new PostgreSQLContainer("postgres:18").withUsername("postgres").withPassword("postgres");

    ContainerMachines() {
        broker.start();
        database.start();
    }

    @Override
    public String kafka() {
        return broker.getBootstrapServers();
    }

    @Override
    public Postgres postgres() {
        return new Postgres(database.getHost(), database.getMappedPort(5432), "postgres", "postgres");
    }
}
