package io.countersign.study;

import io.countersign.statistics.errormodel.ErrorModel;
import io.countersign.study.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/** Which signals tell where the model errs: how far each moves the error model's answer, on average over cases. */
final class SignalFindings {
    private static final int LOOKED_AT = 500;

    private SignalFindings() {}

    static List<Report.Signal> of(StudyCases cases, ErrorModel model) {
        var moved = new LinkedHashMap<String, Double>();
        int looked = Math.min(LOOKED_AT, cases.size());
        IntStream.range(0, looked)
                .map(k -> (int) ((long) k * cases.size() / looked))
                .mapToObj(i -> model.explain(cases.labelled(i).signals()))
                .flatMap(explanation -> explanation.contributions().stream())
                .forEach(c -> moved.merge(c.signal(), Math.abs(c.logOdds()), Double::sum));
        double total = moved.values().stream().mapToDouble(Double::doubleValue).sum();
        return moved.entrySet().stream()
                .filter(entry -> entry.getValue() > 0)
                .map(entry -> new Report.Signal(entry.getKey(), entry.getValue() / total))
                .sorted(java.util.Comparator.comparingDouble(Report.Signal::importance)
                        .reversed())
                .toList();
    }
}
