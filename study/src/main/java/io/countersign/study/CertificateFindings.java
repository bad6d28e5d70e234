package io.countersign.study;

import io.countersign.statistics.guarantee.Certificate;
import io.countersign.statistics.guarantee.Evidence;
import io.countersign.statistics.guarantee.LearnThenTest;
import io.countersign.statistics.guarantee.Promise;
import io.countersign.statistics.guarantee.Scope;
import io.countersign.study.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Which promises the evidence supports, for all cases and for each slice. A slice column of many values, and a slice of few
 * cases, get none: what was left out is told.
 */
final class CertificateFindings {
    /** Raw confidence or error model: the same outcomes decide which, and the confidence of a promise allows for that. */
    private static final LearnThenTest TEST =
            LearnThenTest.withStartsByEvidence().forOneScoreOf(2);

    private static final int MOST_SLICES = 12;
    private static final int FEWEST_IN_SLICE = 200;

    private static final String FOLD_MODELS =
            "The scores of the evidence come from error models that were each learnt on a part of"
                    + " these cases. The one error model that would be put to use is taken to score alike; certify it anew on audits"
                    + " of its own.";

    private static final String MIX =
            "It holds for these models and versions in the mix that they have here: one of them alone may err more often, unless"
                    + " this promise is for that one.";

    private final StudyCases cases;
    private final HonestScores scores;
    private final int[] rows;
    private final double[] score;
    private final int[] units;
    private final double[] thresholds;
    private final String scoreName;
    private final long seed;

    /**
     * Takes cases as evidence.
     *
     * @param scores of cases that were scored without their own outcome
     * @param contenders whose champion scores them
     */
    CertificateFindings(StudyCases cases, HonestScores scores, Contenders contenders, long seed) {
        this.cases = cases;
        this.scores = scores;
        this.rows = scores.rows();
        this.score = contenders.score(cases, scores);
        this.units = cases.unitNumbers(rows);
        this.thresholds = LearnThenTest.thresholds(score);
        this.scoreName = contenders.champion();
        this.seed = seed;
    }

    List<Report.CertificateRow> certify(List<Double> targets, double confidence) {
        var found = new ArrayList<Report.CertificateRow>();
        Map<String, Evidence> slices = slices();
        for (double target : targets) {
            Promise promise = new Promise(target, confidence);
            Certificate all = TEST.certify(evidence(everything(), score), thresholds, promise, Scope.all(models()));
            found.add(row(all, laterErrorRate(promise)));
            if (!slices.isEmpty()) {
                TEST.certifySlices(slices, thresholds, promise, models())
                        .values()
                        .forEach(certificate -> found.add(row(certificate, null)));
            }
        }
        return List.copyOf(found);
    }

    private String models() {
        return String.join(", ", cases.models());
    }

    private int[] everything() {
        return IntStream.range(0, rows.length).toArray();
    }

    private Evidence evidence(int[] positions, double[] score) {
        double[] scored = new double[positions.length];
        boolean[] wrong = new boolean[positions.length];
        int[] unit = new int[positions.length];
        for (int k = 0; k < positions.length; k++) {
            scored[k] = score[positions[k]];
            wrong[k] = cases.wrong(rows[positions[k]]);
            unit[k] = units[positions[k]];
        }
        return Evidence.clustered(scored, wrong, unit);
    }

    /** What gets no promise of its own, and why. */
    List<Report.Uncertified> leftOut() {
        var found = new ArrayList<Report.Uncertified>();
        columns().forEach((name, column) -> {
            if (column.size() > MOST_SLICES) {
                found.add(new Report.Uncertified(
                        name, rows.length, "has %d values, more than %d".formatted(column.size(), MOST_SLICES)));
                return;
            }
            column.forEach((slice, inside) -> {
                if (inside.length < FEWEST_IN_SLICE) {
                    found.add(new Report.Uncertified(
                            name + "=" + slice,
                            inside.length,
                            "has %d cases to learn from, fewer than %d".formatted(inside.length, FEWEST_IN_SLICE)));
                }
            });
        });
        return List.copyOf(found);
    }

    /** The slices with enough cases, and not with all, of every slice column with few enough values. */
    private Map<String, Evidence> slices() {
        var evidence = new LinkedHashMap<String, Evidence>();
        columns().forEach((name, column) -> {
            if (column.size() <= MOST_SLICES) {
                column.forEach((slice, inside) -> {
                    if (inside.length >= FEWEST_IN_SLICE && inside.length < rows.length) {
                        evidence.put(name + "=" + slice, evidence(inside, score));
                    }
                });
            }
        });
        return evidence;
    }

    /** By slice column and slice, and by model where there are several: the positions of its cases. */
    private Map<String, Map<String, int[]>> columns() {
        var columns = new LinkedHashMap<String, Map<String, int[]>>();
        var named = new LinkedHashMap<>(cases.slices(rows));
        if (cases.models().size() > 1) {
            named.putIfAbsent(
                    "model",
                    Arrays.stream(rows).mapToObj(i -> cases.get(i).model()).toList());
        }
        named.forEach((name, column) -> {
            var positions = new LinkedHashMap<String, List<Integer>>();
            for (int k = 0; k < rows.length; k++) {
                positions.computeIfAbsent(column.get(k), s -> new ArrayList<>()).add(k);
            }
            if (!name.equals("label")) {
                var slices = new LinkedHashMap<String, int[]>();
                positions.forEach((slice, inside) -> slices.put(
                        slice, inside.stream().mapToInt(Integer::intValue).toArray()));
                columns.put(name, slices);
            }
        });
        return columns;
    }

    /**
     * What became of a promise that the first half would have given, with the champion that it would have chosen: the error
     * rate it had in the second.
     */
    private @Nullable Double laterErrorRate(Promise promise) {
        if (!scores.periods()) {
            return null;
        }
        int half = rows.length / 2;
        double[] score = Contenders.meet(cases, scores.first(half), seed).score(cases, scores);
        Certificate earlier = TEST.certify(
                evidence(IntStream.range(0, half).toArray(), score),
                LearnThenTest.thresholds(Arrays.copyOf(score, half)),
                promise,
                Scope.all(models()));
        int automated = 0;
        int errors = 0;
        for (int k = half; k < rows.length; k++) {
            if (earlier.covers(score[k])) {
                automated++;
                errors += cases.wrong(rows[k]) ? 1 : 0;
            }
        }
        return automated == 0 ? null : (double) errors / automated;
    }

    private Report.CertificateRow row(Certificate certificate, @Nullable Double laterErrorRate) {
        var assumptions = new ArrayList<>(certificate.assumptions());
        if (scoreName.equals("error_model")) {
            assumptions.add(FOLD_MODELS);
        }
        if (cases.models().size() > 1) {
            assumptions.add(MIX);
        }
        if (scores.periods()) {
            assumptions.add("These cases change with time, so the first assumption is in doubt: see later_error_rate.");
        }
        return new Report.CertificateRow(
                certificate.promise().target(),
                certificate.promise().confidence(),
                certificate.scope().slice(),
                scoreName,
                certificate.grants() ? Math.max(0, certificate.threshold()) : null,
                certificate.automatedShare(),
                certificate.units(),
                certificate.errors(),
                laterErrorRate,
                List.copyOf(assumptions));
    }
}
