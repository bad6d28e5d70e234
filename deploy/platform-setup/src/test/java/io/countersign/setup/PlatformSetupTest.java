package io.countersign.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.countersign.event.PolicyPublished;
import io.countersign.topics.Topic;
import io.countersign.topics.TopicCatalogue;
import io.countersign.topics.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

class PlatformSetupTest {

    private static final EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private StandInRegistry registry;

    @BeforeAll
    static void startBroker() {
        broker.afterPropertiesSet();
    }

    @AfterAll
    static void stopBroker() {
        broker.destroy();
    }

    @BeforeEach
    void startRegistry() throws IOException {
        registry = new StandInRegistry();
    }

    @AfterEach
    void stopRegistry() {
        registry.close();
    }

    @Test
    void makes_everything_that_the_catalogue_names_and_repeating_it_changes_nothing() throws Exception {
        registry.starting = true;
        setUp(registry.address());
        setUp(registry.address());

        try (Admin admin = admin()) {
            assertTopicsFollowTheCatalogue(admin);
        }
        for (Topic topic : TopicCatalogue.all()) {
            assertThat(registry.schemas)
                    .containsEntry(topic.subject(), topic.schema().toString());
            assertThat(registry.compatibility).containsEntry(topic.subject(), "FULL_TRANSITIVE");
        }
        List<ConsumerRecord<String, byte[]>> policies = recordsOf(Topics.POLICY_PUBLISHED);
        assertThat(policies).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("default@1", "default");
        assertThat(decoded(policies, "default@1").getDocument()).isEqualTo(DefaultPolicy.document());
        assertThat(decoded(policies, "default").getVersion()).isEqualTo(1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("default@1: published", "already published");
    }

    @Test
    void refuses_a_topic_whose_keys_would_move() throws Exception {
        Topic moved = new Topic(
                "hitl.key.moved.v1",
                PolicyPublished.getClassSchema(),
                "caseId",
                new Topic.Retention.For(Duration.ofDays(14)),
                Set.of(),
                Set.of(),
                false);
        try (Admin admin = admin()) {
            admin.createTopics(List.of(new NewTopic(moved.name(), 3, (short) 1)))
                    .all()
                    .get();
            assertThatThrownBy(() -> new TopicSetup(admin).apply(List.of(moved)))
                    .isInstanceOf(SetupException.class)
                    .hasMessageContaining("hitl.key.moved.v1 has 3 partitions instead of 12");
        }
    }

    @Test
    void refuses_a_schema_that_readers_of_older_records_could_not_read() {
        registry.incompatible = true;
        assertThatThrownBy(() -> setUp(registry.address()))
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("hitl.prediction.submitted.v1-value")
                .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
    }

    @Test
    void says_what_did_not_answer_when_the_limit_is_over() {
        URI nobody = URI.create("http://127.0.0.1:1");
        PlatformSetup setup = new PlatformSetup(
                new SetupSettings(broker.getBrokersAsString(), nobody, Duration.ZERO), Clock.systemUTC(), out());
        assertThatThrownBy(setup::run)
                .isInstanceOf(SetupException.class)
                .hasMessageContaining("could not register hitl.prediction.submitted.v1-value at http://127.0.0.1:1");
    }

    @Test
    void names_the_variable_that_is_missing() {
        assertThatThrownBy(() -> SetupSettings.from(Map.of())).hasMessageContaining("SPRING_KAFKA_BOOTSTRAP_SERVERS");
        assertThatThrownBy(() -> SetupSettings.from(Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1")))
                .hasMessageContaining("COUNTERSIGN_REGISTRY_URL");
    }

    private void setUp(URI registryAddress) {
        new PlatformSetup(
                        new SetupSettings(broker.getBrokersAsString(), registryAddress, Duration.ofSeconds(30)),
                        Clock.systemUTC(),
                        out())
                .run();
    }

    private PrintStream out() {
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.getBrokersAsString()));
    }

    private static void assertTopicsFollowTheCatalogue(Admin admin) throws Exception {
        Collection<String> names = admin.listTopics().names().get();
        for (Topic topic : TopicCatalogue.all()) {
            assertThat(names).contains(topic.name());
            assertThat(names.contains(Topics.deadLetters(topic.name()))).isEqualTo(topic.deadLettered());
        }
        var trace = new ConfigResource(ConfigResource.Type.TOPIC, Topics.DECISION_TRACE);
        var dead = new ConfigResource(ConfigResource.Type.TOPIC, Topics.deadLetters(Topics.PREDICTION_SCORED));
        assertThat(settingOf(admin, trace, "cleanup.policy")).isEqualTo("compact");
        assertThat(settingOf(admin, trace, "max.compaction.lag.ms")).isEqualTo("604800000");
        assertThat(settingOf(admin, dead, "retention.ms")).isEqualTo("1209600000");
    }

    private static String settingOf(Admin admin, ConfigResource topic, String name) throws Exception {
        return admin.describeConfigs(List.of(topic))
                .values()
                .values()
                .iterator()
                .next()
                .get()
                .get(name)
                .value();
    }

    private List<ConsumerRecord<String, byte[]>> recordsOf(String topic) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.getBrokersAsString());
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, "test");
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    private static PolicyPublished decoded(List<ConsumerRecord<String, byte[]>> records, String key)
            throws IOException {
        byte[] value = records.stream()
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow()
                .value();
        return new SpecificDatumReader<PolicyPublished>(PolicyPublished.getClassSchema())
                .read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    }
}
