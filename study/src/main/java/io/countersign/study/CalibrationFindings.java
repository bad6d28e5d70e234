package io.countersign.study;

import io.countersign.statistics.Interval;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.calibration.BrierScore;
import io.countersign.statistics.calibration.CalibrationError;
import io.countersign.statistics.calibration.ReliabilityCurve;
import io.countersign.statistics.resampling.ShareByUnits;
import io.countersign.study.report.Report;
import java.util.List;
import java.util.stream.IntStream;

/** How far confidence is from accuracy, before and after calibration. */
final class CalibrationFindings {
    private static final int BINS = 15;
    private static final int DRAWS = 2_000;

    private final ScoredCases raw;
    private final ScoredCases calibrated;
    private final int[] units;
    private final long seed;

    CalibrationFindings(StudyCases cases, HonestScores scores, long seed) {
        this.raw = cases.scored(scores.rows());
        this.calibrated = raw.withScores(scores.calibrated());
        this.units = cases.unitNumbers(scores.rows());
        this.seed = seed;
    }

    /** Where the model's accuracy lies, counting whole units. */
    Report.Range accuracyInterval() {
        double[] outcome =
                IntStream.range(0, raw.size()).mapToDouble(raw::outcome).toArray();
        double[] weight =
                IntStream.range(0, raw.size()).mapToDouble(raw::weight).toArray();
        return range(ShareByUnits.interval(outcome, weight, units, 0.95));
    }

    double eceRaw() {
        return CalibrationError.expected(raw, BINS);
    }

    double eceCalibrated() {
        return CalibrationError.expected(calibrated, BINS);
    }

    Report.Range eceRawInterval() {
        return range(CalibrationError.interval(raw, BINS, units, 0.95, DRAWS, seed));
    }

    Report.Range eceCalibratedInterval() {
        return range(CalibrationError.interval(calibrated, BINS, units, 0.95, DRAWS, seed));
    }

    Report.Brier brierRaw() {
        return brier(raw);
    }

    Report.Brier brierCalibrated() {
        return brier(calibrated);
    }

    List<Report.ReliabilityBin> reliabilityRaw() {
        return reliability(raw);
    }

    List<Report.ReliabilityBin> reliabilityCalibrated() {
        return reliability(calibrated);
    }

    static Report.Range range(Interval interval) {
        return new Report.Range(interval.low(), interval.high());
    }

    private static Report.Brier brier(ScoredCases cases) {
        BrierScore brier = BrierScore.of(cases);
        return new Report.Brier(brier.score(), brier.miscalibration(), brier.discrimination(), brier.uncertainty());
    }

    private List<Report.ReliabilityBin> reliability(ScoredCases cases) {
        return ReliabilityCurve.equalMass(cases, BINS, units).stream()
                .map(bin -> new Report.ReliabilityBin(
                        bin.confidence(),
                        bin.accuracy(),
                        bin.weight(),
                        bin.interval().low(),
                        bin.interval().high()))
                .toList();
    }
}
