package io.countersign.feedback.config;

import io.countersign.feedback.label.LabelWeights;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the service.
 *
 * @param cachedCases how many cases to keep the decoded events of in memory, some kilobytes each
 * @param weights how much a label counts by its basis
 */
@ConfigurationProperties("countersign.feedback")
public record FeedbackProperties(
        @DefaultValue("4096") int cachedCases, @DefaultValue Weights weights) {

    /**
     * How much a label counts by its basis.
     *
     * @param majorityFactor times the majority's share gives the weight where people disagree
     */
    public record Weights(
            @DefaultValue("2.0") double groundTruth,
            @DefaultValue("1.5") double agreeingPeople,
            @DefaultValue("0.8") double majorityFactor,
            @DefaultValue("1.0") double onePerson,
            @DefaultValue("0.3") double model) {

        LabelWeights toWeights() {
            return new LabelWeights(groundTruth, agreeingPeople, majorityFactor, onePerson, model);
        }
    }
}
