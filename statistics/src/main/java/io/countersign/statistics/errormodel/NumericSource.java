package io.countersign.statistics.errormodel;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a numeric column of the error model takes its number from. Missing is NaN. The names are part of the stored form. */
enum NumericSource {
    CONFIDENCE,
    /** The two likeliest labels' difference in probability. */
    MARGIN,
    /** Shannon entropy of the label probabilities, in nats; what top-N lists leave out counts as nothing. */
    ENTROPY,
    PROBABILITY,
    /** 1 when the other model gives the same label, 0 when another. */
    OPINION_AGREES,
    OPINION_CONFIDENCE,
    /** The other model's confidence when it agrees, its negative when it does not: its vote in one number. */
    OPINION_SUPPORT,
    /** Share of the other models that give the same label. */
    OPINIONS_AGREEING,
    ENSEMBLE_AGREEMENT,
    NOVELTY,
    FEATURE,
    VALUE;

    double read(Signals signals, String name) {
        return switch (this) {
            case CONFIDENCE -> signals.confidence();
            case MARGIN -> margin(signals.probabilities());
            case ENTROPY -> entropy(signals.probabilities());
            case PROBABILITY -> known(signals.probabilities().get(name));
            case OPINION_AGREES -> agrees(signals, signals.opinions().get(name));
            case OPINION_CONFIDENCE -> confidence(signals.opinions().get(name));
            case OPINION_SUPPORT -> support(signals, signals.opinions().get(name));
            case OPINIONS_AGREEING -> shareAgreeing(signals);
            case ENSEMBLE_AGREEMENT -> signals.ensembleAgreement();
            case NOVELTY -> signals.novelty();
            case FEATURE -> known(signals.features().get(name));
            case VALUE -> signals.value();
        };
    }

    private static double known(@Nullable Double number) {
        return number == null ? Double.NaN : number;
    }

    private static double margin(Map<String, Double> probabilities) {
        if (probabilities.size() < 2) {
            return Double.NaN;
        }
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (double p : probabilities.values()) {
            second = Math.max(second, Math.min(first, p));
            first = Math.max(first, p);
        }
        return first - second;
    }

    private static double entropy(Map<String, Double> probabilities) {
        if (probabilities.size() < 2) {
            return Double.NaN;
        }
        double entropy = 0;
        for (double p : probabilities.values()) {
            entropy -= p > 0 ? p * StrictMath.log(p) : 0;
        }
        return entropy;
    }

    private static double agrees(Signals signals, @Nullable Opinion opinion) {
        if (opinion == null) {
            return Double.NaN;
        }
        return opinion.label().equals(signals.predictedLabel()) ? 1 : 0;
    }

    private static double confidence(@Nullable Opinion opinion) {
        return opinion == null ? Double.NaN : opinion.confidence();
    }

    private static double support(Signals signals, @Nullable Opinion opinion) {
        return (2 * agrees(signals, opinion) - 1) * confidence(opinion);
    }

    private static double shareAgreeing(Signals signals) {
        double sum = 0;
        for (Opinion opinion : signals.opinions().values()) {
            sum += agrees(signals, opinion);
        }
        return sum / signals.opinions().size();
    }
}
