package io.countersign.statistics.calibration;

/**
 * One number that softens or sharpens all class probabilities of a model: p_k^(1/T), scaled to sum to one (Guo et al.
 * 2017). It never changes which label is most probable.
 *
 * @param temperature over 0; more than 1 makes the model less sure
 */
public record TemperatureScaling(double temperature) {
    private static final double SMALLEST = 1e-12;
    private static final double WIDEST = 5;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    /** Refuses what is not a temperature. */
    public TemperatureScaling {
        if (!(temperature > 0) || !Double.isFinite(temperature)) {
            throw new IllegalArgumentException("temperature " + temperature);
        }
    }

    /**
     * The temperature that makes the true labels most likely, by golden-section search over its logarithm.
     *
     * @param probabilities n rows of one length, each a distribution
     * @param truth the position of the true label in each row, n
     * @param weight positive, n
     */
    public static TemperatureScaling fit(double[][] probabilities, int[] truth, double[] weight) {
        if (probabilities.length == 0 || truth.length != probabilities.length || weight.length != truth.length) {
            throw new IllegalArgumentException(
                    "%d rows, %d labels, %d weights".formatted(probabilities.length, truth.length, weight.length));
        }
        double low = -WIDEST;
        double high = WIDEST;
        while (high - low > 1e-7) {
            double left = high - GOLDEN * (high - low);
            double right = low + GOLDEN * (high - low);
            if (loss(probabilities, truth, weight, left) <= loss(probabilities, truth, weight, right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return new TemperatureScaling(StrictMath.exp((low + high) / 2));
    }

    private static double loss(double[][] probabilities, int[] truth, double[] weight, double logTemperature) {
        var scaling = new TemperatureScaling(StrictMath.exp(logTemperature));
        double loss = 0;
        for (int i = 0; i < truth.length; i++) {
            loss -= weight[i] * StrictMath.log(Math.max(SMALLEST, scaling.apply(probabilities[i])[truth[i]]));
        }
        return loss;
    }

    /**
     * The scaled distribution.
     *
     * @param probabilities of each label, each in 0..1
     */
    public double[] apply(double[] probabilities) {
        double[] scaled = new double[probabilities.length];
        double largest = 0;
        for (double p : probabilities) {
            largest = Math.max(largest, p);
        }
        double total = 0;
        for (int k = 0; k < scaled.length; k++) {
            double odds = Math.max(SMALLEST, probabilities[k]) / Math.max(SMALLEST, largest);
            scaled[k] = StrictMath.exp(StrictMath.log(odds) / temperature);
            total += scaled[k];
        }
        for (int k = 0; k < scaled.length; k++) {
            scaled[k] /= total;
        }
        return scaled;
    }
}
