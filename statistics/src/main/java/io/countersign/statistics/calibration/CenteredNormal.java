package io.countersign.statistics.calibration;

import java.util.Arrays;
import java.util.SplittableRandom;

/** A normal distribution around 0 with a given covariance. */
final class CenteredNormal {
    private static final double NOTHING = 1e-9;

    private final double[][] root;

    /** @param covariance symmetric and positive semidefinite */
    CenteredNormal(double[][] covariance) {
        this.root = root(covariance);
    }

    /** One draw. */
    double[] draw(SplittableRandom random) {
        double[] normal = new double[root.length];
        Arrays.setAll(normal, b -> random.nextGaussian());
        double[] drawn = new double[root.length];
        for (int a = 0; a < drawn.length; a++) {
            for (int b = 0; b <= a; b++) {
                drawn[a] += root[a][b] * normal[b];
            }
        }
        return drawn;
    }

    /** The Cholesky root; where some add up to others, the last columns are empty. */
    private static double[][] root(double[][] covariance) {
        double[][] root = new double[covariance.length][covariance.length];
        for (int a = 0; a < root.length; a++) {
            for (int b = 0; b <= a; b++) {
                double rest = covariance[a][b];
                for (int k = 0; k < b; k++) {
                    rest -= root[a][k] * root[b][k];
                }
                if (a == b) {
                    root[a][a] = Math.sqrt(Math.max(0, rest));
                } else {
                    root[a][b] = root[b][b] > NOTHING ? rest / root[b][b] : 0;
                }
            }
        }
        return root;
    }
}
