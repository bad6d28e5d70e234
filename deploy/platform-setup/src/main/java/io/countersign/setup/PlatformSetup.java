package io.countersign.setup;

import io.countersign.topics.Topic;
import io.countersign.topics.TopicCatalogue;
import io.countersign.topics.Topics;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * Creates the topics, registers the compiled schemas and seeds the default policy, waiting for broker and registry. What
 * is there already stays; running it again, or twice at once, is harmless. Exit code 0, or 1 with one line on standard error.
 */
public final class PlatformSetup {

    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

    private final SetupSettings settings;
    private final Clock clock;
    private final PrintStream out;

    PlatformSetup(SetupSettings settings, Clock clock, PrintStream out) {
        this.settings = settings;
        this.clock = clock;
        this.out = out;
    }

    public static void main(String[] arguments) {
        try {
            new PlatformSetup(SetupSettings.from(System.getenv()), Clock.systemUTC(), System.out).run();
        } catch (SetupException failure) {
            System.err.println("platform-setup: " + failure.getMessage());
            System.exit(1);
        }
    }

    void run() {
        Patience patience = new Patience(settings.limit());
        int created = patience.keepTrying("create topics at " + settings.bootstrapServers(), this::createTopics);
        out.println("topics: " + created + " created, " + TopicCatalogue.all().size() + " in the catalogue");
        Map<String, Integer> ids = registerSchemas(patience);
        out.println("schemas: " + ids.size() + " registered at " + settings.registry());
        int written = patience.keepTrying(
                "publish the default policy",
                () -> new PolicySeed(settings.bootstrapServers())
                        .publishWhatIsMissing(ids.getOrDefault(Topics.POLICY_PUBLISHED, 0), clock.instant()));
        out.println("policy " + DefaultPolicy.versionKey() + ": " + (written == 0 ? "already published" : "published"));
    }

    private int createTopics() throws Exception {
        Map<String, Object> connection = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                settings.bootstrapServers(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) ANSWERS_WITHIN.toMillis(),
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                (int) ANSWERS_WITHIN.toMillis());
        try (Admin admin = Admin.create(connection)) {
            return new TopicSetup(admin).apply(TopicCatalogue.all());
        }
    }

    private Map<String, Integer> registerSchemas(Patience patience) {
        SchemaRegistry registry = new SchemaRegistry(settings.registry());
        Map<String, Integer> ids = new HashMap<>();
        for (Topic topic : TopicCatalogue.all()) {
            int id = patience.keepTrying(
                    "register " + topic.subject() + " at " + settings.registry(),
                    () -> registry.register(topic.subject(), topic.schema()));
            ids.put(topic.name(), id);
        }
        return ids;
    }
}
