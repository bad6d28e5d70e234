package io.countersign.statistics.errormodel;

import io.countersign.statistics.boosting.Logistic;
import java.util.List;

/**
 * Where the trees start from: the log-odds of an error as a straight line in the log-odds of the raw confidence (Platt
 * 1999, with half a case of each kind added at the centre). So the error model is plain calibrated confidence until the
 * evidence says more.
 *
 * @param intercept log-odds of an error at the centre
 * @param slope change for one unit of log-odds of confidence
 * @param centre mean log-odds of confidence in training; stands in for a missing confidence
 */
record ConfidenceBase(double intercept, double slope, double centre) {

    private static final double MARGIN = 1e-6;
    private static final double RIDGE = 1e-2;
    private static final int MOST_STEPS = 100;

    static ConfidenceBase fit(List<LabelledCase> cases) {
        double[] z = new double[cases.size()];
        double centre = centre(cases);
        for (int i = 0; i < z.length; i++) {
            z[i] = new ConfidenceBase(0, 1, centre).logOdds(cases.get(i).signals());
        }
        ConfidenceBase base = new ConfidenceBase(0, 0, centre);
        for (int step = 0; step < MOST_STEPS; step++) {
            ConfidenceBase next = base.newton(cases, z);
            boolean settled = Math.abs(next.intercept - base.intercept) + Math.abs(next.slope - base.slope) < 1e-10;
            base = next;
            if (settled) {
                break;
            }
        }
        return base;
    }

    double logOdds(Signals signals) {
        return intercept + contribution(signals);
    }

    double contribution(Signals signals) {
        return Double.isNaN(signals.confidence())
                ? 0
                : slope * (Logistic.logOdds(signals.confidence(), MARGIN) - centre);
    }

    private ConfidenceBase newton(List<LabelledCase> cases, double[] z) {
        double p0 = Logistic.probability(intercept);
        double gradient = p0 - 0.5;
        double curvature = p0 * (1 - p0) + 1e-9;
        double slopeGradient = RIDGE * slope;
        double slopeCurvature = RIDGE;
        double mixed = 0;
        for (int i = 0; i < z.length; i++) {
            double weight = cases.get(i).weight();
            double p = Logistic.probability(intercept + slope * z[i]);
            double residual = weight * (cases.get(i).wrong() ? p - 1 : p);
            double hessian = weight * Math.max(p * (1 - p), 1e-9);
            gradient += residual;
            slopeGradient += residual * z[i];
            curvature += hessian;
            mixed += hessian * z[i];
            slopeCurvature += hessian * z[i] * z[i];
        }
        double determinant = curvature * slopeCurvature - mixed * mixed;
        double down = (slopeCurvature * gradient - mixed * slopeGradient) / determinant;
        double tilt = (curvature * slopeGradient - mixed * gradient) / determinant;
        return new ConfidenceBase(intercept - Math.clamp(down, -2, 2), slope - Math.clamp(tilt, -2, 2), centre);
    }

    private static double centre(List<LabelledCase> cases) {
        double sum = 0;
        double weight = 0;
        for (LabelledCase known : cases) {
            if (!Double.isNaN(known.signals().confidence())) {
                sum += known.weight() * Logistic.logOdds(known.signals().confidence(), MARGIN);
                weight += known.weight();
            }
        }
        return weight > 0 ? sum / weight : 0;
    }
}
