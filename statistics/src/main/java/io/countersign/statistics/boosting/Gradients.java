package io.countersign.statistics.boosting;

/** First and second derivatives of the weighted logistic loss at the present log-odds, one a row. */
final class Gradients {

    final double[] gradient;
    final double[] hessian;
    final double[] weight;

    Gradients(double[] weight) {
        this.weight = weight;
        gradient = new double[weight.length];
        hessian = new double[weight.length];
    }

    void at(double[] logOdds, boolean[] target) {
        for (int row = 0; row < weight.length; row++) {
            double p = Logistic.probability(logOdds[row]);
            gradient[row] = weight[row] * (target[row] ? p - 1 : p);
            hessian[row] = weight[row] * p * (1 - p);
        }
    }
}
