package io.countersign.setup;

import io.countersign.topics.Topic;
import io.countersign.topics.Topic.Retention;
import io.countersign.topics.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Brings the broker's topics to what the catalogue says, dead-letter topics included. Replication is the broker's default. */
final class TopicSetup {

    private static final Duration DEAD_LETTER_AGE = Duration.ofDays(14);

    private final Admin admin;

    TopicSetup(Admin admin) {
        this.admin = admin;
    }

    /**
     * Creates what is missing and sets retention or compaction on what is there.
     *
     * @return how many topics were created
     * @throws SetupException when a topic has another number of partitions: its keys would move
     * @throws ExecutionException when the broker does not answer
     */
    int apply(Collection<Topic> catalogue) throws ExecutionException, InterruptedException {
        Map<String, Map<String, String>> wanted = settingsByTopic(catalogue);
        int created = create(wanted);
        refuseOtherPartitionCounts(wanted.keySet());
        configure(wanted);
        return created;
    }

    private static Map<String, Map<String, String>> settingsByTopic(Collection<Topic> catalogue) {
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        for (Topic topic : catalogue) {
            settings.put(topic.name(), settingsOf(topic.retention()));
            if (topic.deadLettered()) {
                settings.put(Topics.deadLetters(topic.name()), settingsOf(new Retention.For(DEAD_LETTER_AGE)));
            }
        }
        return settings;
    }

    private static Map<String, String> settingsOf(Retention retention) {
        return switch (retention) {
            case Retention.For kept ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(kept.age().toMillis()));
            case Retention.Compacted compacted ->
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
                        Long.toString(compacted.maxLag().toMillis()));
        };
    }

    private int create(Map<String, Map<String, String>> wanted) throws ExecutionException, InterruptedException {
        var existing = admin.listTopics().names().get();
        List<NewTopic> missing = wanted.entrySet().stream()
                .filter(topic -> !existing.contains(topic.getKey()))
                .map(topic -> new NewTopic(topic.getKey(), Optional.of(Topic.PARTITIONS), Optional.empty())
                        .configs(topic.getValue()))
                .toList();
        int created = 0;
        for (var creation : admin.createTopics(missing).values().values()) {
            try {
                creation.get();
                created++;
            } catch (ExecutionException failure) {
                // Another setup, started at the same time, was first.
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw failure;
                }
            }
        }
        return created;
    }

    private void refuseOtherPartitionCounts(Collection<String> names) throws ExecutionException, InterruptedException {
        for (TopicDescription topic :
                admin.describeTopics(names).allTopicNames().get().values()) {
            int partitions = topic.partitions().size();
            if (partitions != Topic.PARTITIONS) {
                throw new SetupException("topic " + topic.name() + " has " + partitions + " partitions instead of "
                        + Topic.PARTITIONS + ": delete it, or use another broker");
            }
        }
    }

    private void configure(Map<String, Map<String, String>> wanted) throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new LinkedHashMap<>();
        wanted.forEach((topic, settings) -> changes.put(
                new ConfigResource(ConfigResource.Type.TOPIC, topic),
                settings.entrySet().stream()
                        .map(setting -> new AlterConfigOp(
                                new ConfigEntry(setting.getKey(), setting.getValue()), AlterConfigOp.OpType.SET))
                        .toList()));
        admin.incrementalAlterConfigs(changes).all().get();
    }
}
