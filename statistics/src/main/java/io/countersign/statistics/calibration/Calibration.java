package io.countersign.statistics.calibration;

/** A non-decreasing map from raw confidence to the probability that the model is right. Immutable and pure. */
public sealed interface Calibration permits IdentityCalibration, IsotonicCalibration, PlattCalibration {

    /**
     * The calibrated confidence, 0..1; NaN for NaN, for what is not known is never sure.
     *
     * @param confidence the model's raw confidence, 0..1
     */
    double apply(double confidence);
}
