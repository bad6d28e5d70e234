package io.countersign.study.report;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Everything a study found. Shares and rates are in 0..1. See docs/study.md for each field.
 *
 * @param format version of this form; fields are only ever added
 */
public record Report(
        int format,
        String source,
        int cases,
        int casesWithoutOutcome,
        int scoredCases,
        int units,
        String model,
        int modelVersions,
        Protocol protocol,
        double modelAccuracy,
        Range modelAccuracyInterval,
        double meanConfidence,
        double eceRaw,
        Range eceRawInterval,
        double eceCalibrated,
        Range eceCalibratedInterval,
        @Nullable Double worstSliceGapRaw,
        @Nullable Double worstSliceGapCalibrated,
        @Nullable Double worstSliceGapByChance,
        Brier brierRaw,
        Brier brierCalibrated,
        List<ReliabilityBin> reliabilityRaw,
        List<ReliabilityBin> reliabilityCalibrated,
        List<Slice> slices,
        Map<String, Ranked> errorsCaught,
        Map<String, Ranked> accuracy,
        Ranked area,
        String champion,
        Contest championTest,
        List<Signal> signals,
        List<Automation> automation,
        Budget budget,
        List<Gain> marginalGains,
        @Nullable Costs costs,
        List<CertificateRow> certificates,
        List<Uncertified> uncertified,
        @Nullable Audits audits,
        @Nullable Agreement agreement,
        @Nullable Double combinedAccuracy,
        @Nullable Double majorityAccuracy,
        List<FairnessRow> fairness) {

    private static final double AS_GOOD_AS_ALWAYS = 0.999;

    /** Whether the majority is right so often that the outcomes must have been made from the same labels. */
    public static boolean truthIsTheMajority(double majorityAccuracy) {
        return majorityAccuracy >= AS_GOOD_AS_ALWAYS;
    }

    /** The largest distance between confidence and accuracy in any part that is listed, slices and answers; null without one. */
    public @Nullable Double widestGapRaw() {
        return widest(Slice::gapRaw);
    }

    /** The same after calibration. */
    public @Nullable Double widestGapCalibrated() {
        return widest(Slice::gapCalibrated);
    }

    private @Nullable Double widest(ToDoubleFunction<Slice> gap) {
        OptionalDouble widest = slices.stream().mapToDouble(gap).map(Math::abs).max();
        return widest.isPresent() ? widest.getAsDouble() : null;
    }

    /** How honesty was kept: {@code folds} or {@code forward}, why, and with how many labels. */
    public record Protocol(
            String kind, String reason, int folds, @Nullable Integer labels, long seed) {}

    /** An interval of 95 %. */
    public record Range(double low, double high) {}

    /** Brier score = miscalibration - discrimination + uncertainty. */
    public record Brier(double score, double miscalibration, double discrimination, double uncertainty) {}

    /** One bin of a reliability picture. */
    public record ReliabilityBin(double confidence, double accuracy, double cases, double low, double high) {}

    /**
     * A slice: its accuracy, accuracy minus mean confidence before and after calibration, and what the latter would stay within
     * by chance alone.
     */
    public record Slice(
            String name,
            String slice,
            int cases,
            double accuracy,
            double gapRaw,
            double gapCalibrated,
            double gapByChance) {}

    /** A figure by each way to rank cases; {@code ceiling} knows the errors beforehand. */
    public record Ranked(double raw, double calibrated, double errorModel, double ceiling) {}

    /**
     * The error model against raw confidence: more errors caught at that review share, with a paired interval, and what
     * each caught. In a stream both rank within periods, so raw confidence may catch other than in {@code errorsCaught}.
     */
    public record Contest(
            double reviewShare, double gain, double low, double high, double rawCaught, double errorModelCaught) {}

    /** How much a signal moves the error model's answer on average, as a share of all signals. */
    public record Signal(String signal, double importance) {

        /** What the signal is, in plain words. */
        public String inWords() {
            return SignalWords.of(signal);
        }
    }

    /** What happens if the surest cases are automated; the error rate among them with its interval. */
    public record Automation(
            double share,
            double errorRate,
            double errorRateLow,
            double errorRateHigh,
            double wrongPerThousandAutomated,
            double wrongPerThousandCases) {}

    /** The review budget asked for; a day brings all cases of the file, with an outcome or without. */
    public record Budget(
            double reviewShare,
            double threshold,
            double errorsCaught,
            double accuracy,
            @Nullable Double casesPerDay,
            @Nullable Double reviewsPerDay) {}

    /** One more step of review. */
    public record Gain(double from, double to, double errorsCaught, double accuracy, double hitRate) {}

    /** Costs of errors and reviews together, per case, as the reviewed share moves. */
    public record Costs(double reviewCost, List<CostPoint> points, CostPoint cheapest) {}

    /** A reviewed share and its cost per case. */
    public record CostPoint(double reviewShare, double costPerCase) {}

    /** A promise and its evidence; {@code threshold} is null when nothing can be certified. */
    public record CertificateRow(
            double target,
            double confidence,
            String slice,
            String score,
            @Nullable Double threshold,
            double automatedShare,
            int units,
            int errors,
            @Nullable Double laterErrorRate,
            List<String> assumptions) {}

    /** A slice, or a whole slice column, that was not looked at for a promise of its own, and why. */
    public record Uncertified(String slice, int cases, String reason) {}

    /** What so many audits would tell of the model's accuracy. */
    public record Audits(
            int audits, double widthRandom, double widthModelAssisted, double widthActive, double labelSaving) {}

    /** How far people agree, and how good each of them is. */
    public record Agreement(
            int labels,
            int annotators,
            @Nullable Double percent,
            @Nullable Double krippendorffAlpha,
            @Nullable Double modelAccuracy,
            double oneAnnotatorAccuracy,
            List<Annotator> people) {}

    /** One person: how many labels, accuracy as estimated from the labels and the model's calibrated answers, and measured by the truth. */
    public record Annotator(String annotator, int labels, double estimatedAccuracy, double measuredAccuracy) {}

    /** Rates of one group among all cases. */
    public record FairnessRow(
            String attribute,
            String group,
            int cases,
            double errorRate,
            Range errorRateInterval,
            double reviewRate,
            Range reviewRateInterval,
            @Nullable Double gap,
            @Nullable Range gapInterval) {}
}
