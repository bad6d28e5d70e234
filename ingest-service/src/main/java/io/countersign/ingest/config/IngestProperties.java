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
 */
@ConfigurationProperties("countersign.ingest")
public record IngestProperties(
        @DefaultValue("2") int predictionConsumers,

        @DefaultValue({"irrelevant", "duplicate", "out_of_scope", "bad_quality", "withdrawn_by_source", "legal", "other"
        })
        List<String> excludeReasons,

        @DefaultValue({"mistake", "resolved", "appeal", "back_in_scope", "other"})
        List<String> restoreReasons,

        @DefaultValue("5s") Duration expiryEvery) {}
