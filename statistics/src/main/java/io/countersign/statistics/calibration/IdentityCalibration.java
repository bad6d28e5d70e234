package io.countersign.statistics.calibration;

/** Takes the model at its word; what is used before there is evidence. */
public record IdentityCalibration() implements Calibration {

    @Override
    public double apply(double confidence) {
        return confidence;
    }
}
