package io.countersign.statistics.calibration;

import io.countersign.statistics.ScoredCases;

/** How one node of a calibration is fitted. */
public enum CalibrationMethod {
    /** Any rising shape; wants some hundreds of cases. */
    ISOTONIC,
    /** Any rising shape without steps; the better one to learn from some cases and to use on others. */
    CENTRED,
    /** A logistic curve of two numbers; for few cases. */
    PLATT;

    /** Fits to cases whose score is a confidence in 0..1. */
    public Calibration fit(ScoredCases cases) {
        return switch (this) {
            case ISOTONIC -> IsotonicCalibration.fit(cases);
            case CENTRED -> IsotonicCalibration.fitCentred(cases);
            case PLATT -> PlattCalibration.fit(cases);
        };
    }
}
