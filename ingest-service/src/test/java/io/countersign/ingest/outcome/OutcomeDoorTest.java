package io.countersign.ingest.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.outcome.OutcomeDoor.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutcomeDoorTest {

    private static final KnownOutcome FIRST = outcome("first", "says spam");

    @Test
    void what_nobody_has_said_goes_on_and_is_known_from_then_on() {
        assertThat(decide(FIRST, OutcomesAtDoor.NONE)).isEqualTo(new Answer.Admitted());
        assertThat(decide(FIRST, OutcomesAtDoor.NONE.with(FIRST))).isEqualTo(new Answer.Repeated());
    }

    @Test
    void the_same_name_with_other_content_is_a_conflict() {
        assertThat(faults(decide(outcome("first", "says ham"), OutcomesAtDoor.NONE.with(FIRST))))
                .extracting(Fault::field)
                .containsExactly("outcomeId");
    }

    @Test
    void a_case_takes_a_thousand_ground_truths_and_knows_them_again() {
        var almost = new OutcomesAtDoor(OutcomeDoor.MOST_OUTCOMES - 1, 0, Map.of());
        var full = almost.with(FIRST);

        assertThat(decide(FIRST, almost)).isEqualTo(new Answer.Admitted());
        assertThat(decide(FIRST, full)).isEqualTo(new Answer.Repeated());
        assertThat(faults(decide(outcome("another", "says spam"), full)))
                .containsExactly(new Fault(
                        "caseId", "the case has 1000 ground truths, and takes no more: another item is another case"));
    }

    @Test
    void complaints_leave_room_for_the_truth() {
        var complaint = new KnownOutcome("case-1", "complaint", "says no", "complaint");
        var crowded = new OutcomesAtDoor(0, OutcomeDoor.MOST_OUTCOMES - 1, Map.of());
        var full = crowded.with(complaint);

        assertThat(decide(complaint, crowded)).isEqualTo(new Answer.Admitted());
        assertThat(faults(decide(new KnownOutcome("case-1", "another", "says no", "appeal"), full)))
                .containsExactly(new Fault("caseId", "the case has 1000 complaints and appeals, and takes no more"));
        assertThat(decide(FIRST, full)).isEqualTo(new Answer.Admitted());
    }

    private static List<Fault> faults(Answer answer) {
        return ((Answer.Refused) answer).refusal().faults();
    }

    private static Answer decide(KnownOutcome outcome, OutcomesAtDoor known) {
        return OutcomeDoor.decide(outcome, List.of(), known);
    }

    private static KnownOutcome outcome(String id, String fingerprint) {
        return new KnownOutcome("case-1", id, fingerprint, "ground_truth");
    }
}
