package io.countersign.ingest.outcome;

import static io.countersign.ingest.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.ingest.Given;
import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.wire.Submissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeRulesTest {

    @Test
    void ground_truth_is_a_label() {
        assertThat(faults(Given.groundTruth("case-1", "ok"))).isEmpty();
        assertThat(faults(Given.groundTruth("case-1", "ok").setLabel(null)))
                .containsExactly(new Fault("label", "must not be empty"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"complaint", "appeal"})
    void a_complaint_or_an_appeal_is_never_a_label(String kind) {
        assertThat(faults(Given.groundTruth("case-1", "ok").setKind(kind)))
                .extracting(Fault::field)
                .containsExactly("label");
        assertThat(faults(Given.groundTruth("case-1", "ok").setKind(kind).setLabel(null)))
                .isEmpty();
    }

    @Test
    void an_outcome_may_be_years_late() {
        assertThat(faults(Given.groundTruth("case-1", "ok").setOccurredAt(NOW.minus(Duration.ofDays(3_650)))))
                .isEmpty();
    }

    @Test
    void every_wrong_field_is_named_at_once() {
        var wrong = Given.groundTruth("", "ok")
                .setKind("rumour")
                .setSource(" ")
                .setOutcomeId("")
                .setCaseRevision(0)
                .setOccurredAt(NOW.plus(Duration.ofDays(2)))
                .setNote("\0");

        assertThat(faults(wrong))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder(
                        "caseId", "outcomeId", "caseRevision", "occurredAt", "kind", "source", "note");
    }

    @Test
    void the_key_of_the_record_is_the_case_id() {
        var outcome = Submissions.of(Given.groundTruth("case-1", "ok").build(), "case-2");

        assertThat(OutcomeRules.faultsOf(outcome, NOW)).extracting(Fault::field).containsExactly("key");
    }

    private static List<Fault> faults(OutcomeSubmitted.Builder event) {
        return OutcomeRules.faultsOf(Submissions.of(event.build(), event.getCaseId()), NOW);
    }
}
