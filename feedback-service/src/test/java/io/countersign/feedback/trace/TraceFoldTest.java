package io.countersign.feedback.trace;

import static io.countersign.feedback.trace.Histories.activity;
import static io.countersign.feedback.trace.Histories.decided;
import static io.countersign.feedback.trace.Histories.outcome;
import static io.countersign.feedback.trace.Histories.refused;
import static io.countersign.feedback.trace.Histories.routed;
import static io.countersign.feedback.trace.Histories.scored;
import static io.countersign.feedback.trace.Histories.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TraceFoldTest {

    @Test
    void a_case_goes_from_scored_over_routed_and_waiting_to_decided() {
        assertThat(fold(scored(1, "spam", 0.6)).state()).isEqualTo(TraceState.SCORED);
        assertThat(fold(scored(1, "spam", 0.6), routed(1, "review", 1, false)).state())
                .isEqualTo(TraceState.ROUTED);
        assertThat(fold(scored(1, "spam", 0.6), routed(1, "review", 1, false), decided(1, 1, "spam", "held", "model"))
                        .state())
                .isEqualTo(TraceState.WAITING);
        assertThat(decidedCase().state()).isEqualTo(TraceState.DECIDED);
    }

    @Test
    void what_only_was_refused_is_refused() {
        assertThat(fold(refused(1, "f1", "invalid")).state()).isEqualTo(TraceState.REFUSED);
    }

    @Test
    void a_trace_is_partial_while_an_earlier_part_is_missing() {
        assertThat(fold(routed(1, "review", 1, false)).state()).isEqualTo(TraceState.PARTIAL);
        assertThat(fold(outcome("o1", "ground_truth", "spam", 1)).state()).isEqualTo(TraceState.PARTIAL);
        assertThat(fold(scored(1, "spam", 0.6), decided(1, 1, "spam", "final", "model"))
                        .state())
                .isEqualTo(TraceState.PARTIAL);
        assertThat(fold(scored(1, "spam", 0.6), routed(1, "review", 1, false), activity(1, 1, "opened", "review"))
                        .state())
                .isEqualTo(TraceState.PARTIAL);
    }

    @Test
    void a_gap_in_the_decisions_is_a_missing_part() {
        var trace =
                fold(scored(1, "spam", 0.6), routed(1, "review", 1, false), decided(1, 2, "spam", "final", "person"));
        assertThat(trace.state()).isEqualTo(TraceState.PARTIAL);
    }

    @Test
    void a_higher_revision_supersedes_and_the_standing_label_stays_until_it_is_decided() {
        var trace = fold(
                scored(1, "spam", 0.6),
                routed(1, "automatic", 0.02, false),
                decided(1, 1, "spam", "final", "model"),
                scored(2, "ham", 0.9));
        assertThat(trace.caseRevision()).isEqualTo(2);
        assertThat(trace.supersededRevisions()).containsExactly(1);
        assertThat(trace.routing()).isNull();
        assertThat(trace.state()).isEqualTo(TraceState.SCORED);
        assertThat(trace.decidedLabel()).isEqualTo("spam");
    }

    @Test
    void a_refused_revision_supersedes_nothing() {
        var trace = fold(scored(1, "spam", 0.6), refused(2, "f1", "invalid"));
        assertThat(trace.caseRevision()).isEqualTo(1);
        assertThat(trace.refusals()).hasSize(1);
    }

    @Test
    void a_held_case_has_no_decided_label() {
        assertThat(fold(decided(1, 1, "spam", "held", "model")).decidedLabel()).isNull();
    }

    @Test
    void the_latest_ground_truth_is_the_true_label_whatever_arrived_last() {
        var trace = fold(
                outcome("late", "ground_truth", "spam", 9),
                outcome("early", "ground_truth", "ham", 5),
                outcome("appeal", "appeal", null, 12));
        assertThat(trace.trueLabel()).isEqualTo("spam");
    }

    @Test
    void only_the_excluded_keys_of_its_own_item_are_named() {
        assertThat(TraceFold.fold("case-1", CaseEvents.of(List.of(scored(1, "spam", 0.6))), Set.of("url:2", "other"))
                        .excludedKeys())
                .containsExactly("url:2");
    }

    @Test
    void of_two_events_with_one_natural_key_the_older_id_stands() {
        var original = scored(1, "spam", 0.6);
        var twin = new CaseEvent.Scored("zz", 1, scored(1, "ham", 0.1).prediction(), List.of());
        var prediction = fold(twin, original).prediction();
        assertThat(prediction).isEqualTo(original.prediction());
    }

    private static CaseTrace decidedCase() {
        return fold(
                scored(1, "spam", 0.6),
                routed(1, "review", 1, false),
                decided(1, 1, "spam", "held", "model"),
                activity(1, 1, "opened", "review"),
                verdict(2, "review", "ana", "override", "ham"),
                decided(1, 2, "ham", "final", "person"));
    }

    private static CaseTrace fold(CaseEvent... events) {
        return TraceFold.fold("case-1", CaseEvents.of(List.of(events)), Set.of());
    }
}
