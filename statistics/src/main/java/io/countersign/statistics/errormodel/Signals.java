package io.countersign.statistics.errormodel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything known about one case when it is routed. Nothing here depends on its outcome, and protected groups have no
 * place in it. A number that is not known is NaN; a name that is not in a map is missing.
 *
 * @param predictedLabel the model's answer
 * @param confidence the model's own confidence in 0..1, or NaN
 * @param probabilities probability by label, all of them or only the likeliest
 * @param opinions what other models said, by their name
 * @param ensembleAgreement share of an ensemble that agrees, 0..1, or NaN
 * @param novelty distance from the training data, 0..1, larger is stranger, or NaN
 * @param slices categories of the case, by their name
 * @param features other numbers, by their name
 * @param value the amount at stake, or NaN
 */
public record Signals(
        String predictedLabel,
        double confidence,
        Map<String, Double> probabilities,
        Map<String, Opinion> opinions,
        double ensembleAgreement,
        double novelty,
        Map<String, String> slices,
        Map<String, Double> features,
        double value) {

    public Signals {
        probabilities = kept(probabilities);
        opinions = kept(opinions);
        slices = kept(slices);
        features = kept(features);
    }

    /** Begins the signals of a case that is known by nothing but the model's answer. */
    public static Builder of(String predictedLabel, double confidence) {
        return new Builder(predictedLabel, confidence);
    }

    private static <V> Map<String, V> kept(Map<String, V> map) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(map));
    }

    /** Collects what is known of one case; whatever is not set stays missing. */
    public static final class Builder {

        private final String predictedLabel;
        private final double confidence;
        private final Map<String, Double> probabilities = new LinkedHashMap<>();
        private final Map<String, Opinion> opinions = new LinkedHashMap<>();
        private final Map<String, String> slices = new LinkedHashMap<>();
        private final Map<String, Double> features = new LinkedHashMap<>();
        private double ensembleAgreement = Double.NaN;
        private double novelty = Double.NaN;
        private double value = Double.NaN;

        private Builder(String predictedLabel, double confidence) {
            this.predictedLabel = predictedLabel;
            this.confidence = confidence;
        }

        /** Adds the model's probability of one label, 0..1. */
        public Builder probability(String label, double probability) {
            probabilities.put(label, probability);
            return this;
        }

        /** Adds what another model said; its confidence is in 0..1, or NaN. */
        public Builder opinion(String name, String label, double opinionConfidence) {
            opinions.put(name, new Opinion(label, opinionConfidence));
            return this;
        }

        /** Adds a category of the case. */
        public Builder slice(String name, String category) {
            slices.put(name, category);
            return this;
        }

        /** Adds any other number. */
        public Builder feature(String name, double number) {
            features.put(name, number);
            return this;
        }

        /** Sets the share of an ensemble that agrees, 0..1. */
        public Builder ensembleAgreement(double share) {
            ensembleAgreement = share;
            return this;
        }

        /** Sets the distance from the training data, 0..1. */
        public Builder novelty(double distance) {
            novelty = distance;
            return this;
        }

        /** Sets the amount at stake. */
        public Builder value(double amount) {
            value = amount;
            return this;
        }

        /** The finished signals. */
        public Signals build() {
            return new Signals(
                    predictedLabel,
                    confidence,
                    probabilities,
                    opinions,
                    ensembleAgreement,
                    novelty,
                    slices,
                    features,
                    value);
        }
    }
}
