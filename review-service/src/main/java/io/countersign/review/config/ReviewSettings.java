package io.countersign.review.config;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the desk.
 *
 * @param lease how long a claim holds without a sign of life
 * @param sweepEvery how often lapsed leases are looked for
 * @param requestedQueue the queue of complaints, appeals and other reviews that are asked for
 * @param defaultQueues queues of a reviewer whose grants nobody has set
 * @param defaultSkills skills of such a reviewer
 */
@ConfigurationProperties("countersign.review")
public record ReviewSettings(
        @DefaultValue("10m") Duration lease,
        @DefaultValue("1s") Duration sweepEvery,
        @DefaultValue("review") String requestedQueue,
        @DefaultValue List<String> defaultQueues,
        @DefaultValue List<String> defaultSkills) {}
