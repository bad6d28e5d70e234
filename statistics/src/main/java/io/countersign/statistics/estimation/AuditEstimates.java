package io.countersign.statistics.estimation;

import io.countersign.statistics.Estimate;

/**
 * Estimates of a mean outcome from audits drawn with known, unequal probabilities. All variances are those of Poisson
 * sampling from the given cases, so that neither a model of the outcomes nor independence between cases is assumed; the
 * intervals are normal, which wants some 30 audits and some audited errors.
 *
 * <p>Without an audit the ends are NaN. Where every audit finds just what the estimate says, as when all are right, the variance
 * that was seen is zero and proves nothing: the interval is then {@link UnseenResiduals}', for outcomes in 0..1.
 */
public final class AuditEstimates {

    /** A standard error that only rounding makes. */
    private static final double NOTHING_VARIES = 1e-12;

    private AuditEstimates() {}

    /** Horvitz and Thompson (1952): unbiased, and wide when the number of audits varies by chance. */
    public static Estimate horvitzThompson(AuditSample sample, double confidence) {
        return unnormalised(sample, 0, confidence);
    }

    /** Hájek (1971): weights are normed by their sum; nearly unbiased, and the usual answer without predictions. */
    public static Estimate hajek(AuditSample sample, double confidence) {
        return normalised(sample, 0, confidence);
    }

    /**
     * The difference estimator (Särndal, Swensson & Wretman 1992): the mean prediction plus the estimated mean error of the
     * predictions; prediction-powered inference (Angelopoulos et al. 2023) when audits are uniform.
     */
    public static Estimate difference(AuditSample sample, double confidence) {
        return unnormalised(sample, 1, confidence);
    }

    /**
     * Prediction-powered inference with power tuning (Angelopoulos, Duchi & Zrnic 2023, PPI++) for any audit probabilities,
     * as active inference wants (Zrnic & Candès 2024): predictions count as much as they have proved to be worth on the
     * audits, so that useless ones cost next to nothing.
     */
    public static Estimate predictionPowered(AuditSample sample, double confidence) {
        return normalised(sample, power(sample), confidence);
    }

    /** How much the predictions count in {@link #predictionPowered}: 0 for useless ones, near 1 for calibrated ones. */
    public static double power(AuditSample sample) {
        double meanOutcome = hajekMean(sample, 0);
        double meanPrediction = meanOutcome - hajekMean(sample, 1);
        double together = 0;
        double alone = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (sample.audited(i)) {
                double distance = sample.prediction(i) - meanPrediction;
                together += spread(sample, i) * (sample.outcome(i) - meanOutcome) * distance;
                alone += spread(sample, i) * distance * distance;
            }
        }
        return alone > 0 ? together / alone : 0;
    }

    private static Estimate unnormalised(AuditSample sample, double power, double confidence) {
        double total = sample.totalWeight();
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (sample.audited(i)) {
                double residual = sample.outcome(i) - power * sample.prediction(i);
                sum += sample.weight(i) * residual / sample.probability(i);
                variance += spread(sample, i) * residual * residual;
            }
        }
        double value = power * sample.meanPrediction() + sum / total;
        double error = sample.audits() > 0 ? Math.sqrt(variance) / total : Double.NaN;
        return error < NOTHING_VARIES
                ? new UnseenResiduals(sample, power, 0).around(value, confidence)
                : Estimate.normal(value, error, confidence);
    }

    private static Estimate normalised(AuditSample sample, double power, double confidence) {
        double mean = hajekMean(sample, power);
        double total = 0;
        double variance = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (sample.audited(i)) {
                double residual = sample.outcome(i) - power * sample.prediction(i) - mean;
                total += sample.weight(i) / sample.probability(i);
                variance += spread(sample, i) * residual * residual;
            }
        }
        double fitted = power == 0 ? 1 : 2;
        double audits = sample.audits();
        double unbiased = audits > fitted ? audits / (audits - fitted) : Double.POSITIVE_INFINITY;
        double value = power * sample.meanPrediction() + mean;
        double error = Math.sqrt(variance * unbiased) / total;
        return error < NOTHING_VARIES
                ? new UnseenResiduals(sample, power, mean).around(value, confidence)
                : Estimate.normal(value, error, confidence);
    }

    private static double hajekMean(AuditSample sample, double power) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < sample.size(); i++) {
            if (sample.audited(i)) {
                double counts = sample.weight(i) / sample.probability(i);
                sum += counts * (sample.outcome(i) - power * sample.prediction(i));
                total += counts;
            }
        }
        return sum / total;
    }

    /** What an audited case's squared residual adds to the variance of a total. */
    private static double spread(AuditSample sample, int i) {
        double probability = sample.probability(i);
        double weight = sample.weight(i);
        return weight * weight * (1 - probability) / (probability * probability);
    }
}
