package io.countersign.feedback.label;

import io.countersign.feedback.trace.CaseTrace;
import io.countersign.feedback.trace.Prediction;
import io.countersign.feedback.trace.Routing;
import java.util.Optional;

/**
 * Trace → label: ground truth over audit over agreeing people over one person over the model. A complaint or an appeal
 * is never a label; what the people it calls on say is.
 */
public record LabelRule(LabelWeights weights) {

    /** The label; empty while the prediction has not arrived. */
    public Optional<CaseLabel> label(CaseTrace trace) {
        return Optional.ofNullable(trace.prediction()).map(prediction -> label(trace, prediction));
    }

    private CaseLabel label(CaseTrace trace, Prediction prediction) {
        var judgments = Judgments.of(trace);
        var verdict = weigh(trace, prediction, judgments.ranking());
        double propensity =
                Optional.ofNullable(trace.routing()).map(Routing::propensity).orElse(1.0);
        return new CaseLabel(
                trace.caseRevision(),
                verdict.label(),
                verdict.basis(),
                verdict.weight(),
                propensity,
                !judgments.byDesign().isEmpty() && propensity > 0 ? 1 / propensity : 1,
                judgments.size(),
                prediction,
                !trace.excludedKeys().isEmpty());
    }

    private Weighed weigh(CaseTrace trace, Prediction prediction, Judgments people) {
        if (trace.trueLabel() != null) {
            return new Weighed(trace.trueLabel(), LabelBasis.GROUND_TRUTH, weights.groundTruth());
        }
        if (people.isEmpty()) {
            return new Weighed(prediction.label(), LabelBasis.MODEL, weights.model());
        }
        if (people.size() == 1) {
            return new Weighed(people.majority(), LabelBasis.ONE_PERSON, weights.onePerson());
        }
        double share = people.majorityShare();
        return share == 1
                ? new Weighed(people.majority(), LabelBasis.AGREEING_PEOPLE, weights.agreeingPeople())
                : new Weighed(people.majority(), LabelBasis.DISAGREEING_PEOPLE, share * weights.majorityFactor());
    }

    private record Weighed(String label, LabelBasis basis, double weight) {}
}
