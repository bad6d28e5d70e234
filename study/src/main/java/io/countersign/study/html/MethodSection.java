package io.countersign.study.html;

import io.countersign.study.report.Report;

/** How it was measured, for those who want to check. */
final class MethodSection {
    private MethodSection() {}

    static String of(Report report) {
        Report.Protocol protocol = report.protocol();
        Integer labels = protocol.labels();
        String how = protocol.kind().equals("forward")
                ? "The cases are a stream: each part was scored by what was learnt from earlier parts only, and the first"
                        + " part was not scored."
                : "Each case was scored by what was learnt from other cases only, never from its own outcome nor from one"
                        + " of its unit.";
        String few = labels == null
                ? ""
                : " Only " + Words.count(labels) + " outcomes were learnt from; the others only show how it went.";
        return ("<section><h2>How this was measured</h2>\n<p>%s%s Why: %s. %s of %s cases were scored, in %s independent"
                        + " units; %s cases without an outcome were left out.</p>\n"
                        + "<p class=\"note\">Calibration: one curve for all cases, corrected for each answer and slice; raw confidence stays where few cases show nothing better. Error model: gradient-boosted"
                        + " trees. Promises: the method Learn-then-Test. Intervals: 95 %%, counting whole units. What is drawn at random follows"
                        + " from the number %d (seed).</p></section>\n")
                .formatted(
                        how,
                        few,
                        Words.escape(protocol.reason()),
                        Words.count(report.scoredCases()),
                        Words.count(report.cases()),
                        Words.count(report.units()),
                        Words.count(report.casesWithoutOutcome()),
                        protocol.seed());
    }
}
