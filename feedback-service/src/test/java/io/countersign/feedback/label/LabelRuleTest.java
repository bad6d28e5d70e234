package io.countersign.feedback.label;

import static io.countersign.feedback.trace.Histories.outcome;
import static io.countersign.feedback.trace.Histories.routed;
import static io.countersign.feedback.trace.Histories.scored;
import static io.countersign.feedback.trace.Histories.verdict;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.countersign.feedback.trace.CaseEvent;
import io.countersign.feedback.trace.CaseEvents;
import io.countersign.feedback.trace.TraceFold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LabelRuleTest {

    private static final CaseEvent SCORED = scored(1, "spam", 0.6);
    private static final CaseEvent REVIEWED_LANE = routed(1, "review", 1, false);
    private static final CaseEvent DRAWN = routed(1, "automatic", 0.02, true);

    @Test
    void without_people_the_model_is_the_label_with_little_weight() {
        assertLabel(label(REVIEWED_LANE), "spam", LabelBasis.MODEL, 0.3);
    }

    @Test
    void one_person_outranks_the_model() {
        assertLabel(
                label(REVIEWED_LANE, verdict(1, "review", "ana", "override", "ham")),
                "ham",
                LabelBasis.ONE_PERSON,
                1.0);
    }

    @Test
    void people_who_agree_weigh_more_than_one() {
        var label = label(
                REVIEWED_LANE,
                verdict(1, "review", "ana", "override", "ham"),
                verdict(2, "review", "ben", "override", "ham"));
        assertLabel(label, "ham", LabelBasis.AGREEING_PEOPLE, 1.5);
        assertThat(label.judgments()).isEqualTo(2);
    }

    @Test
    void people_who_disagree_weigh_by_the_share_of_their_majority() {
        assertLabel(
                label(
                        REVIEWED_LANE,
                        verdict(1, "review", "ana", "override", "ham"),
                        verdict(2, "review", "ben", "agree", "spam"),
                        verdict(3, "review", "cleo", "override", "ham")),
                "ham",
                LabelBasis.DISAGREEING_PEOPLE,
                2.0 / 3 * 0.8);
    }

    @Test
    void a_tie_goes_to_the_later_judgment() {
        assertLabel(
                label(
                        REVIEWED_LANE,
                        verdict(1, "review", "ana", "override", "ham"),
                        verdict(2, "review", "ben", "agree", "spam")),
                "spam",
                LabelBasis.DISAGREEING_PEOPLE,
                0.4);
    }

    @Test
    void one_person_who_judges_twice_is_one_person_with_the_later_word() {
        assertLabel(
                label(
                        REVIEWED_LANE,
                        verdict(1, "review", "ana", "override", "ham"),
                        verdict(2, "review", "ana", "agree", "spam")),
                "spam",
                LabelBasis.ONE_PERSON,
                1.0);
    }

    @Test
    void an_audit_outranks_what_it_audits() {
        assertLabel(
                label(
                        DRAWN,
                        verdict(1, "review", "ana", "override", "ham"),
                        verdict(2, "review", "ben", "override", "ham"),
                        verdict(3, "audit", "cleo", "agree", "spam")),
                "spam",
                LabelBasis.ONE_PERSON,
                1.0);
    }

    @Test
    void ground_truth_outranks_everybody() {
        assertLabel(
                label(
                        REVIEWED_LANE,
                        verdict(1, "review", "ana", "override", "ham"),
                        outcome("o1", "ground_truth", "eggs", 90)),
                "eggs",
                LabelBasis.GROUND_TRUTH,
                2.0);
    }

    @Test
    void complaints_appeals_and_undecided_verdicts_are_no_labels() {
        assertLabel(
                label(
                        REVIEWED_LANE,
                        outcome("o1", "complaint", null, 90),
                        outcome("o2", "appeal", null, 91),
                        verdict(1, "review", "ana", "undecidable", null)),
                "spam",
                LabelBasis.MODEL,
                0.3);
    }

    @Test
    void a_drawn_case_stands_for_those_that_were_not_drawn() {
        var label = label(DRAWN, verdict(1, "audit", "ana", "agree", "spam"));
        assertThat(label.propensity()).isEqualTo(0.02);
        assertThat(label.samplingWeight()).isEqualTo(50);
    }

    @Test
    void who_looks_because_of_a_complaint_stands_for_nobody_else() {
        var label = label(routed(1, "automatic", 0.02, false), verdict(1, "complaint", "ana", "override", "ham"));
        assertThat(label.samplingWeight()).isEqualTo(1);
    }

    @Test
    void there_is_no_label_before_the_prediction() {
        assertThat(find(List.of(outcome("o1", "ground_truth", "ham", 1)))).isEmpty();
    }

    private static CaseLabel label(CaseEvent... more) {
        var events = new ArrayList<>(List.of(more));
        events.add(SCORED);
        return find(events).orElseThrow();
    }

    private static Optional<CaseLabel> find(List<CaseEvent> events) {
        return new LabelRule(LabelWeights.DEFAULT).label(TraceFold.fold("case-1", CaseEvents.of(events), Set.of()));
    }

    private static void assertLabel(CaseLabel label, String expected, LabelBasis basis, double weight) {
        assertThat(label.label()).isEqualTo(expected);
        assertThat(label.basis()).isEqualTo(basis);
        assertThat(label.weight()).isCloseTo(weight, within(1e-12));
    }
}
