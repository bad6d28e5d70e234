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

/** Which promises the evidence supports, for all cases and for each slice. */
final class CertificateFindings {
    private static final LearnThenTest TEST = LearnThenTest.withStartsByEvidence();
    private static final int MOST_SLICES = 12;
    private static final int FEWEST_IN_SLICE = 200;

    private final StudyCases cases;
    private final int[] rows;
    private final double[] score;
    private final int[] units;
    private final double[] thresholds;
    private final String scoreName;
    private final boolean stream;

    /**
     * Takes cases as evidence.
     *
     * @param rows cases that were scored without their own outcome
     * @param score of each of them, larger is surer
     */
    CertificateFindings(StudyCases cases, int[] rows, double[] score, String scoreName, boolean stream) {
        this.cases = cases;
        this.rows = rows;
        this.score = score;
        this.units = cases.unitNumbers(rows);
        this.thresholds = LearnThenTest.thresholds(score);
        this.scoreName = scoreName;
        this.stream = stream;
    }

    List<Report.CertificateRow> certify(List<Double> targets, double confidence) {
        var found = new ArrayList<Report.CertificateRow>();
        Map<String, Evidence> slices = slices();
        for (double target : targets) {
            Promise promise = new Promise(target, confidence);
            Certificate all = TEST.certify(evidence(everything()), thresholds, promise, Scope.all(cases.models()));
            found.add(row(all, laterErrorRate(promise)));
            if (slices.size() > 1) {
                TEST.certifySlices(slices, thresholds, promise, cases.models())
                        .values()
                        .forEach(certificate -> found.add(row(certificate, null)));
            }
        }
        return List.copyOf(found);
    }

    private int[] everything() {
        return IntStream.range(0, rows.length).toArray();
    }

    private Evidence evidence(int[] positions) {
        double[] scores = new double[positions.length];
        boolean[] wrong = new boolean[positions.length];
        int[] unit = new int[positions.length];
        for (int k = 0; k < positions.length; k++) {
            scores[k] = score[positions[k]];
            wrong[k] = cases.wrong(rows[positions[k]]);
            unit[k] = units[positions[k]];
        }
        return Evidence.clustered(scores, wrong, unit);
    }

    /** The slices of the column that divides the cases into the fewest parts, each with enough cases. */
    private Map<String, Evidence> slices() {
        var evidence = new LinkedHashMap<String, Evidence>();
        cases.slices(rows).forEach((name, column) -> {
            var positions = new LinkedHashMap<String, List<Integer>>();
            for (int k = 0; k < rows.length; k++) {
                positions.computeIfAbsent(column.get(k), s -> new ArrayList<>()).add(k);
            }
            if (!name.equals("label") && positions.size() <= MOST_SLICES) {
                positions.forEach((slice, inside) -> {
                    if (inside.size() >= FEWEST_IN_SLICE) {
                        evidence.put(
                                name + "=" + slice,
                                evidence(inside.stream()
                                        .mapToInt(Integer::intValue)
                                        .toArray()));
                    }
                });
            }
        });
        return evidence;
    }

    /** What became of a promise that the first half would have given: the error rate it had in the second. */
    private @Nullable Double laterErrorRate(Promise promise) {
        if (!stream) {
            return null;
        }
        int half = rows.length / 2;
        double[] before = Arrays.copyOf(score, half);
        Certificate earlier = TEST.certify(
                evidence(IntStream.range(0, half).toArray()),
                LearnThenTest.thresholds(before),
                promise,
                Scope.all(cases.models()));
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
        if (stream) {
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
