package io.countersign.statistics.guarantee;

import java.util.List;

/**
 * Above this threshold at most so many automated decisions are wrong, with this confidence, by this evidence.
 *
 * @param scope whose decisions
 * @param promise target and confidence
 * @param method how it was found
 * @param threshold automate what scores strictly more; positive infinity when nothing could be certified
 * @param automatedShare share of the audited cases above the threshold, 0..1
 * @param units independent units with a case above it: the size of the evidence
 * @param errors audited cases above it in which the model was wrong
 * @param assumptions what must be true for the promise to hold, in words
 */
public record Certificate(
        Scope scope,
        Promise promise,
        Method method,
        double threshold,
        double automatedShare,
        int units,
        int errors,
        List<String> assumptions) {

    /** How a threshold was found. */
    public enum Method {
        /** Angelopoulos et al. (2021), "Learn then Test". */
        LEARN_THEN_TEST,
        /** Geifman and El-Yaniv (2017), "Selective Classification for Deep Neural Networks". */
        SELECTIVE_GUARANTEED_RISK
    }

    /** Whether anything may be automated. */
    public boolean grants() {
        return threshold < Double.POSITIVE_INFINITY;
    }

    /** Whether a case with that score may be automated. */
    public boolean covers(double score) {
        return score > threshold;
    }

    static Certificate at(double threshold, Evidence evidence, Promise promise, Scope scope, Method method, int among) {
        boolean grants = threshold < Double.POSITIVE_INFINITY;
        int automated = grants ? evidence.automated(threshold) : 0;
        return new Certificate(
                scope,
                promise,
                method,
                threshold,
                evidence.cases() == 0 ? 0 : (double) automated / evidence.cases(),
                grants ? evidence.units(threshold) : 0,
                grants ? evidence.errors(threshold) : 0,
                assumptions(evidence, scope, among));
    }

    private static List<String> assumptions(Evidence evidence, Scope scope, int among) {
        String units = evidence.everyCaseIsItsOwnUnit()
                ? "The audited cases are independent of each other."
                : "The units are independent of each other; cases inside a unit need not be, and no unit is larger than"
                        + " the largest audited one.";
        String slices = among == 1
                ? "The confidence is this promise's own: of several promises, with other targets or for parts of the cases, each"
                        + " may fail by itself, and it is likelier that one of them does."
                : "The confidence holds for all " + among
                        + " slices together at this target, and not together with other"
                        + " targets or with the promise for all cases.";
        return List.of(
                "The audited cases were drawn at random from cases like those to be automated, and these stay alike.",
                units,
                "No score was learnt from the label of the case it stands for.",
                "It holds for " + scope.modelVersion() + " only; a new version starts without it.",
                slices);
    }
}
