package io.countersign.simulator.report;

import io.countersign.simulator.report.CalibrationError.Answer;
import io.countersign.simulator.report.CaseResult.Fate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to. Rates and accuracies are shares in 0..1, null where there is nothing to divide by; accuracies count
 * the cases whose truth the file knows.
 *
 * @param run name of the run
 * @param cases cases sent
 * @param refused turned away at the door
 * @param automatic decided by the machine alone, audited ones included
 * @param reviewed a person was asked, audits not included
 * @param audited automatic cases that a random draw had a person look at
 * @param reviewRate reviewed / cases
 * @param modelAccuracy of the model's label, over all cases that were not refused
 * @param automaticAccuracy of the model's label, over the automatic cases
 * @param reviewedAccuracy of the final label, over the reviewed cases
 * @param systemAccuracy of the final label, over all decided cases
 * @param errorsCaughtShare of the model's errors, how many ended right
 * @param overrideRate of the reviewed cases, in how many the person's label was not the model's
 * @param ece calibration error of the model's own label and raw confidence, 15 equal-mass bins
 * @param traces cases with a trace
 * @param integrity lost and duplicated
 * @param seconds from the first send to the last settled trace
 */
public record ReplayReport(
        String run,
        int cases,
        int refused,
        int automatic,
        int reviewed,
        int audited,
        @Nullable Double reviewRate,
        @Nullable Double modelAccuracy,
        @Nullable Double automaticAccuracy,
        @Nullable Double reviewedAccuracy,
        @Nullable Double systemAccuracy,
        @Nullable Double errorsCaughtShare,
        @Nullable Double overrideRate,
        @Nullable Double ece,
        int traces,
        Integrity integrity,
        double seconds) {

    private static final int ECE_BINS = 15;

    /** Computes the report from what became of every case that was sent. */
    public static ReplayReport of(String run, List<CaseResult> results, Integrity integrity, double seconds) {
        List<CaseResult> decided = results.stream().filter(CaseResult::decided).toList();
        List<CaseResult> known =
                decided.stream().filter(result -> result.truth() != null).toList();
        int reviewed = count(results, result -> result.fate() == Fate.REVIEWED);
        return new ReplayReport(
                run,
                results.size(),
                count(results, result -> result.fate() == Fate.REFUSED),
                count(results, CaseResult::automatic),
                reviewed,
                count(results, result -> result.fate() == Fate.AUDITED),
                ratio(reviewed, results.size()),
                share(known.stream(), CaseResult::modelRight),
                share(known.stream().filter(CaseResult::automatic), CaseResult::modelRight),
                share(known.stream().filter(result -> result.fate() == Fate.REVIEWED), CaseResult::finallyRight),
                share(known.stream(), CaseResult::finallyRight),
                share(known.stream().filter(result -> !result.modelRight()), CaseResult::finallyRight),
                share(
                        decided.stream()
                                .filter(result -> result.fate() == Fate.REVIEWED && result.verdictLabel() != null),
                        result -> !result.modelLabel().equals(result.verdictLabel())),
                known.isEmpty()
                        ? null
                        : CalibrationError.of(
                                known.stream()
                                        .map(result -> new Answer(result.confidence(), result.modelRight()))
                                        .toList(),
                                ECE_BINS),
                count(results, result -> result.fate() != Fate.UNTRACED),
                integrity,
                seconds);
    }

    /** Cases a second from the first send to the last settled trace. */
    public double casesPerSecond() {
        return seconds > 0 ? cases / seconds : 0;
    }

    /** The report by its documented field names, in order. */
    public Map<String, @Nullable Object> fields() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("run", run);
        fields.put("cases", cases);
        fields.put("refused", refused);
        fields.put("automatic", automatic);
        fields.put("reviewed", reviewed);
        fields.put("audited", audited);
        fields.put("review_rate", reviewRate);
        fields.put("model_accuracy", modelAccuracy);
        fields.put("automatic_accuracy", automaticAccuracy);
        fields.put("reviewed_accuracy", reviewedAccuracy);
        fields.put("system_accuracy", systemAccuracy);
        fields.put("errors_caught_share", errorsCaughtShare);
        fields.put("override_rate", overrideRate);
        fields.put("ece", ece);
        fields.put("traces", traces);
        fields.put("lost", integrity.lost());
        fields.put("duplicated", integrity.duplicated());
        fields.put("seconds", seconds);
        fields.put("cases_per_second", casesPerSecond());
        return fields;
    }

    private static int count(List<CaseResult> results, Predicate<CaseResult> which) {
        return (int) results.stream().filter(which).count();
    }

    private static @Nullable Double share(Stream<CaseResult> of, Predicate<CaseResult> which) {
        List<CaseResult> all = of.toList();
        return ratio(count(all, which), all.size());
    }

    private static @Nullable Double ratio(int part, int whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
