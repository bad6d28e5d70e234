package io.countersign.topics;

import io.countersign.topics.Topic.Retention;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Renders the catalogue as an AsyncAPI 3.0 document. */
final class AsyncApiDocument {

    private static final String HEAD = """
            # Rendered from the topic catalogue; AsyncApiTest fails where the two differ. Render it with -Dasyncapi.write=true.
            asyncapi: 3.0.0
            info:
              title: Countersign events
              version: 1.0.0
              description: >-
                Keys are plain UTF-8. Values are Avro in Confluent wire format (0x00, 4-byte schema id), one record type a
                topic, subjects by TopicNameStrategy, compatibility FULL_TRANSITIVE. CloudEvents binary headers (ce_id, ce_type,
                ce_source, ce_time, ce_subject) and traceparent on everything that Countersign produces; optional on what it
                consumes.
              license:
                name: Apache-2.0
                url: https://www.apache.org/licenses/LICENSE-2.0
            defaultContentType: application/vnd.apache.avro+binary
            """;

    private final StringBuilder yaml = new StringBuilder(HEAD);

    private AsyncApiDocument() {}

    /** @param newestRelease number of the newest released schema of a topic */
    static String of(List<Topic> topics, ToIntFunction<Topic> newestRelease) {
        AsyncApiDocument document = new AsyncApiDocument();
        document.yaml.append("channels:\n");
        topics.forEach(topic -> document.channel(topic, newestRelease.applyAsInt(topic)));
        document.yaml.append("operations:\n");
        document.operations(topics, Topic::writers, "send");
        document.operations(topics, Topic::readers, "receive");
        return document.yaml.toString();
    }

    private void channel(Topic topic, int release) {
        String message = topic.schema().getName();
        yaml.append("""
              %1$s:
                address: %1$s
                description: %2$s
                bindings:
                  kafka:
                    topic: %1$s
                    partitions: %3$d
                    topicConfiguration:
            %4$s
                messages:
                  %5$s:
                    name: %5$s
                    bindings:
                      kafka:
                        key:
                          type: string
                          description: %6$s
                    payload:
                      schemaFormat: application/vnd.apache.avro+json;version=1.12.0
                      schema:
                        $ref: ./released/%7$s/%8$d.avsc
            """.formatted(
                        topic.name(),
                        quoted(topic.schema().getDoc()),
                        Topic.PARTITIONS,
                        retention(topic.retention()).indent(12).stripTrailing(),
                        message,
                        topic.keyedBy(),
                        topic.subject(),
                        release)
                .indent(0));
    }

    private static String retention(Retention retention) {
        return switch (retention) {
            case Retention.For kept ->
                "cleanup.policy: [delete]\nretention.ms: " + kept.age().toMillis();
            case Retention.Compacted compacted ->
                "cleanup.policy: [compact]\nmax.compaction.lag.ms: "
                        + compacted.maxLag().toMillis();
        };
    }

    private void operations(List<Topic> topics, Function<Topic, Set<String>> who, String action) {
        for (Topic topic : topics) {
            for (String party : new TreeSet<>(who.apply(topic))) {
                yaml.append("""
                          %1$s.%2$s.%3$s:
                            action: %2$s
                            title: %1$s
                            channel:
                              $ref: '#/channels/%3$s'
                        """.formatted(party, action, topic.name()).indent(0));
            }
        }
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
