package io.countersign.study;

import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.calibration.CalibrationError;
import io.countersign.statistics.calibration.GapsByChance;
import io.countersign.study.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How far confidence is from accuracy in each part of the cases that is large enough, and how far chance alone would take it. */
final class SliceFindings {
    private static final int FEWEST = 100;
    private static final double LEVEL = 0.95;
    private static final int DRAWS = 2_000;
    private static final String ANSWER = "label";

    private final List<Report.Slice> rows;
    private final GapsByChance chance;
    private final long seed;

    private SliceFindings(List<Report.Slice> rows, GapsByChance chance, long seed) {
        this.rows = rows;
        this.chance = chance;
        this.seed = seed;
    }

    static SliceFindings of(StudyCases cases, HonestScores scores, long seed) {
        ScoredCases raw = cases.scored(scores.rows());
        ScoredCases calibrated = raw.withScores(scores.calibrated());
        List<Part> parts = parts(cases.slices(scores.rows()));
        var chance = GapsByChance.of(
                calibrated, parts.stream().map(Part::members).toList(), cases.unitNumbers(scores.rows()));
        List<Report.Slice> rows = IntStream.range(0, parts.size())
                .mapToObj(i -> row(parts.get(i), raw, calibrated, chance.within(i, LEVEL)))
                .toList();
        return new SliceFindings(rows, chance, seed);
    }

    /** A value of a slice column, and which cases have it. */
    private record Part(String column, String value, int[] members) {}

    /** Those of the slice columns first, then the model's answers. */
    private static List<Part> parts(Map<String, List<String>> columns) {
        var parts = new ArrayList<Part>();
        columns.forEach((column, values) -> CalibrationError.members(values).forEach((value, members) -> {
            if (members.length >= FEWEST) {
                parts.add(new Part(column, value, members));
            }
        }));
        return parts;
    }

    private static Report.Slice row(Part part, ScoredCases raw, ScoredCases calibrated, double byChance) {
        CalibrationError.SliceGap before = CalibrationError.gap(raw.at(part.members()));
        CalibrationError.SliceGap after = CalibrationError.gap(calibrated.at(part.members()));
        return new Report.Slice(
                part.column(), part.value(), before.cases(), before.accuracy(), before.gap(), after.gap(), byChance);
    }

    List<Report.Slice> rows() {
        return rows;
    }

    /** Null where no part is large enough. */
    @Nullable
    Double worstRaw() {
        return worst(Report.Slice::gapRaw);
    }

    /** Null where no part is large enough. */
    @Nullable
    Double worstCalibrated() {
        return worst(Report.Slice::gapCalibrated);
    }

    /** What the worst gap would stay within if calibrated confidence were right in each part; null where none is large enough. */
    @Nullable
    Double worstByChance() {
        int[] counted = counted();
        return counted.length == 0 ? null : chance.largestWithin(counted, LEVEL, DRAWS, seed);
    }

    private @Nullable Double worst(ToDoubleFunction<Report.Slice> gap) {
        OptionalDouble worst = IntStream.of(counted())
                .mapToObj(rows::get)
                .mapToDouble(gap)
                .map(Math::abs)
                .max();
        return worst.isPresent() ? worst.getAsDouble() : null;
    }

    /** The places of those of slice columns; of the model's answers where no slice is large enough. */
    private int[] counted() {
        int[] sliced = IntStream.range(0, rows.size())
                .filter(i -> !rows.get(i).name().equals(ANSWER))
                .toArray();
        return sliced.length > 0 ? sliced : IntStream.range(0, rows.size()).toArray();
    }
}
