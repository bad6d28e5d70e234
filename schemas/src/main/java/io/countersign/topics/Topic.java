package io.countersign.topics;

import java.time.Duration;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * One topic.
 *
 * @param name {@code hitl.<entity>.<event>.v1}
 * @param schema the schema of its values: registered, as it is compiled, under {@link #subject()}
 * @param keyedBy what its key is, as plain UTF-8: {@code caseId} on every lifecycle topic
 * @param retention how long it keeps its records
 * @param writers who may write it: services by name, or {@code upstream}
 * @param readers who may read it: services by name, or {@code upstream}, {@code downstream}, {@code data-team}
 * @param deadLettered whether a consumer of ours may set its records aside under {@link Topics#deadLetters}
 */
public record Topic(
        String name,
        Schema schema,
        String keyedBy,
        Retention retention,
        Set<String> writers,
        Set<String> readers,
        boolean deadLettered) {

    /** Never changed: a key must stay on its partition. Growth is a v2 topic. */
    public static final int PARTITIONS = 12;

    /** Whoever publishes predictions and outcomes, as one of {@link #writers} and {@link #readers}. */
    static final String UPSTREAM = "upstream";

    /** How long records stay. */
    public sealed interface Retention {
        /** Records are deleted when they are older than {@code age}. */
        record For(Duration age) implements Retention {}

        /** The newest record of each key stays; older ones go within {@code maxLag}. */
        record Compacted(Duration maxLag) implements Retention {}
    }

    /** Whether others than our services may write it. */
    public boolean isWrittenUpstream() {
        return writers.contains(UPSTREAM);
    }

    /** The registry's subject, by Confluent's TopicNameStrategy. */
    public String subject() {
        return name + "-value";
    }
}
