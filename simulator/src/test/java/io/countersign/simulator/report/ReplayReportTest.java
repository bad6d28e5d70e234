package io.countersign.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.simulator.report.CaseResult.Fate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReplayReportTest {

    private static final Integrity WHOLE = new Integrity(0, 0);

    @Test
    void counts_every_case_once_and_audits_apart() {
        ReplayReport report = report(
                result(Fate.REFUSED, "a", "a", null, null),
                result(Fate.AUTOMATIC, "a", "a", "a", null),
                result(Fate.AUDITED, "a", "b", "b", "b"),
                result(Fate.REVIEWED, "a", "b", "b", "b"));

        assertThat(report.cases()).isEqualTo(4);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.automatic()).isEqualTo(2);
        assertThat(report.audited()).isEqualTo(1);
        assertThat(report.reviewed()).isEqualTo(1);
        assertThat(report.reviewRate()).isEqualTo(0.25);
    }

    @Test
    void an_audit_does_not_flatter_the_machine() {
        ReplayReport report =
                report(result(Fate.AUTOMATIC, "a", "a", "a", null), result(Fate.AUDITED, "a", "b", "b", "b"));

        assertThat(report.automaticAccuracy()).isEqualTo(0.5);
        assertThat(report.systemAccuracy()).isEqualTo(1.0);
    }

    @Test
    void errors_are_caught_when_the_final_label_is_true() {
        ReplayReport report = report(
                result(Fate.REVIEWED, "a", "b", "b", "b"),
                result(Fate.REVIEWED, "a", "b", "a", "a"),
                result(Fate.AUTOMATIC, "a", "b", "a", null),
                result(Fate.AUTOMATIC, "a", "b", "a", null));

        assertThat(report.errorsCaughtShare()).isEqualTo(0.25);
        assertThat(report.overrideRate()).isEqualTo(0.5);
        assertThat(report.modelAccuracy()).isZero();
    }

    @Test
    void what_has_no_truth_leaves_accuracies_open() {
        ReplayReport report = report(result(Fate.AUTOMATIC, "a", null, "a", null));

        assertThat(report.modelAccuracy()).isNull();
        assertThat(report.ece()).isNull();
        assertThat(report.fields()).containsKey("system_accuracy").containsEntry("cases", 1);
    }

    private static ReplayReport report(CaseResult... results) {
        return ReplayReport.of("run", List.of(results), WHOLE, 2.0);
    }

    private static CaseResult result(
            Fate fate, String model, @Nullable String truth, @Nullable String decided, @Nullable String verdict) {
        return new CaseResult("c", model, 0.9, truth, fate, decided, verdict);
    }
}
