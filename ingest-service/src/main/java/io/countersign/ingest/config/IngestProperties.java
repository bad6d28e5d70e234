package io.countersign.ingest.config;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What can be set about ingest.
 *
 * @param predictionConsumers how many threads of this instance take predictions from Kafka
 * @param excludeReasons why an item may be excluded; {@code other} takes reviewers' reasons that are not listed
 * @param restoreReasons why an item may be restored
 * @param expiryEvery how often exclusions are looked through for those whose time has run out
 * @param keepSettled how long refusals and dead letters are kept after they were replayed or dismissed; longer than topics
 *     keep dead letters, or one that is read again would be a new one
 * @param databasePatience after this a database that says nothing is taken for away, and what waited for it is tried again;
 *     well below the 2 minutes after which Kafka gives a listener up
 */
@ConfigurationProperties("countersign.ingest")
public record IngestProperties(
        @DefaultValue("2") int predictionConsumers,

        @DefaultValue({"irrelevant", "duplicate", "out_of_scope", "bad_quality", "withdrawn_by_source", "legal", "other"
        })
        List<String> excludeReasons,

        @DefaultValue({"mistake", "resolved", "appeal", "back_in_scope", "other"})
        List<String> restoreReasons,

        @DefaultValue("5s") Duration expiryEvery,
        @DefaultValue("30d") Duration keepSettled,
        @DefaultValue("30s") Duration databasePatience) {

    private static final Duration KEPT_ON_TOPICS = Duration.ofDays(14);

    public IngestProperties {
        if (keepSettled.compareTo(KEPT_ON_TOPICS) <= 0) {
            throw new IllegalArgumentException(
                    "countersign.ingest.keep-settled must be more than the 14 days of the dead-letter topics, not "
                            + keepSettled);
        }
    }
}
