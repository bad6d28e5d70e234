package io.countersign.feedback.metrics;

import io.countersign.statistics.Interval;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The metrics of one group.
 *
 * @param automated accuracy of what the machine decided alone
 * @param reviewed accuracy of what people decided, where ground truth came
 * @param altogether both, by their shares
 * @param model accuracy of the model's label, over every lane
 * @param calibrationError of the model's own confidence; empty where nothing is known
 */
public record GroupMetrics(
        GroupSums sums,
        Optional<Accuracy> automated,
        Optional<Accuracy> reviewed,
        Optional<Accuracy> altogether,
        Optional<Accuracy> model,
        OptionalDouble calibrationError) {

    static final double LEVEL = Accuracy.LEVEL;

    /** Sums and cells → metrics. */
    public static GroupMetrics of(GroupSums sums, List<ConfidenceCell> cells) {
        return new GroupMetrics(
                sums,
                Accuracy.over(List.of(sums.modelAutomatic())),
                Accuracy.over(List.of(sums.decidedByPeople())),
                Accuracy.over(List.of(sums.modelAutomatic(), sums.decidedByPeople())),
                Accuracy.over(List.of(sums.modelAutomatic(), sums.modelElsewhere())),
                ExpectedError.of(sums, cells));
    }

    /** How much more often the decision is right than the model's label was; empty where either is unknown. */
    public OptionalDouble gained() {
        return altogether.isPresent() && model.isPresent()
                ? OptionalDouble.of(altogether.get().value() - model.get().value())
                : OptionalDouble.empty();
    }

    public OptionalDouble automationRate() {
        return share(sums.automatic(), sums.routed());
    }

    /** Share of the cases that were sent to people: all but the automatic lane. */
    public OptionalDouble reviewRate() {
        return share(sums.routed() - sums.automatic(), sums.routed());
    }

    /** Share of the automatic cases that were drawn for review. */
    public OptionalDouble auditRate() {
        return share(sums.audited(), sums.automatic());
    }

    /** Share of the cases that people were asked about, by lane or by draw, that somebody escalated. */
    public OptionalDouble escalationRate() {
        return share(sums.escalated(), sums.routed() - sums.automatic() + sums.audited());
    }

    /** Share of the verdicts in reviews that overrode the model. */
    public OptionalDouble overrideRate() {
        return share(sums.overrides(), sums.agrees() + sums.overrides());
    }

    /** Where the override rate of many more such verdicts would lie; empty where there are none. */
    public Optional<Interval> overrideInterval() {
        long verdicts = sums.agrees() + sums.overrides();
        return verdicts == 0
                ? Optional.empty()
                : Optional.of(Interval.wilson((double) sums.overrides() / verdicts, verdicts, LEVEL));
    }

    private static OptionalDouble share(long part, long whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
