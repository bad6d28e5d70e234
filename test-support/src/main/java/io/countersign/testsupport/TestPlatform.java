package io.countersign.testsupport;

import io.countersign.topics.Topic;
import io.countersign.topics.Topic.Retention;
import io.countersign.topics.TopicCatalogue;
import io.countersign.topics.Topics;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * What a service needs around it, once a JVM: Kafka with every topic of the catalogue, PostgreSQL, a registry that has
 * every schema, an issuer.
 *
 * <pre>{@code
 * static final TestPlatform platform = TestPlatform.shared();
 *
 * @DynamicPropertySource
 * static void platform(DynamicPropertyRegistry registry) {
 *     platform.properties(platform.database("review")).forEach((name, value) -> registry.add(name, () -> value));
 * }
 * }</pre>
 */
public final class TestPlatform {

    private final Machines machines = Machines.start();
    private final FakeRegistry registry = FakeRegistry.start();
    private final TestIssuer issuer = TestIssuer.start();
    private final AtomicInteger databases = new AtomicInteger();

    private TestPlatform() {
        var topics = new ArrayList<NewTopic>();
        for (Topic topic : TopicCatalogue.all()) {
            registry.register(topic.subject(), topic.schema());
            topics.add(created(topic));
            if (topic.deadLettered()) {
                topics.add(new NewTopic(Topics.deadLetters(topic.name()), Topic.PARTITIONS, (short) 1));
            }
        }
        createTopics(topics);
    }

    /** The platform of this JVM, started by whoever asks first. */
    public static TestPlatform shared() {
        return Shared.PLATFORM;
    }

    /** Kafka's bootstrap servers. */
    public String kafka() {
        return machines.kafka();
    }

    public FakeRegistry registry() {
        return registry;
    }

    public TestIssuer issuer() {
        return issuer;
    }

    /** Creates more topics, for tests that use some of their own. */
    public void createTopics(Collection<NewTopic> topics) {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka()))) {
            admin.createTopics(topics).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Topics could not be created", e);
        }
    }

    /** A fresh and empty database with a schema that the role owns. Each call makes another one. */
    public TestDatabase database(String role) {
        var name = "countersign_" + databases.incrementAndGet();
        var server = machines.postgres();
        execute(
                "postgres",
                List.of(
                        "DO $$ BEGIN CREATE ROLE \"%1$s\" LOGIN PASSWORD '%1$s'; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
                                .formatted(role),
                        "CREATE DATABASE " + name));
        execute(name, List.of("CREATE SCHEMA \"%1$s\" AUTHORIZATION \"%1$s\"".formatted(role)));
        return new TestDatabase(server.host(), server.port(), name, role, role);
    }

    /** What a service without a database is told. */
    public Map<String, String> properties() {
        return Map.of(
                "spring.kafka.bootstrap-servers", kafka(),
                "COUNTERSIGN_REGISTRY_URL", registry.url(),
                "COUNTERSIGN_ISSUER_URI", issuer.uri());
    }

    /** What a service with this database is told. */
    public Map<String, String> properties(TestDatabase database) {
        var all = new HashMap<>(properties());
        all.putAll(database.properties());
        return Map.copyOf(all);
    }

    private void execute(String database, List<String> statements) {
        var server = machines.postgres();
        try (var connection = DriverManager.getConnection(server.jdbcUrl(database), server.user(), server.password());
                var statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static NewTopic created(Topic topic) {
        var created = new NewTopic(topic.name(), Topic.PARTITIONS, (short) 1);
        return topic.retention() instanceof Retention.Compacted
                ? created.configs(Map.of("cleanup.policy", "compact"))
                : created;
    }

    private static final class Shared {
        static final TestPlatform PLATFORM = new TestPlatform();
    }
}
