package io.countersign.statistics.errormodel;

import java.util.List;

/**
 * Why one case got its probability of an error.
 *
 * @param baseline log-odds of an average case
 * @param contributions what each signal adds, the strongest first; baseline and contributions sum to {@code logOdds}
 * @param logOdds the predicted log-odds of an error
 */
public record Explanation(double baseline, List<Contribution> contributions, double logOdds) {

    public Explanation {
        contributions = List.copyOf(contributions);
    }
}
