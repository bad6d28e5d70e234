package io.countersign.ingest.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.Given;
import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.prediction.Admission.Admitted;
import io.countersign.ingest.prediction.Admission.Refused;
import io.countersign.ingest.prediction.Admission.Repeated;
import io.countersign.ingest.refusal.Refusal;
import io.countersign.ingest.wire.Fingerprinter;
import io.countersign.ingest.wire.Submissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoorTest {

    private static final PredictionSubmitted FIRST = revision(1, 0.9);

    @Test
    void what_nobody_has_seen_goes_on() {
        assertThat(decide(FIRST, CaseAtDoor.UNKNOWN)).isEqualTo(new Admitted(null));
    }

    @Test
    void the_same_again_is_a_repetition() {
        assertThat(decide(FIRST, after(FIRST))).isEqualTo(new Repeated());
    }

    @Test
    void the_same_revision_with_other_content_is_a_conflict() {
        assertThat(decide(revision(1, 0.8), after(FIRST))).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.refusal().kind()).isEqualTo("conflict");
            assertThat(it.refusal().faults()).extracting(Fault::field).containsExactly("caseRevision");
        });
    }

    @Test
    void the_same_revision_with_other_groups_is_a_conflict() {
        var others = PredictionSubmitted.newBuilder(FIRST)
                .setGroups(Map.of("age", "30-40"))
                .build();

        assertThat(decide(others, after(FIRST))).isInstanceOf(Refused.class);
    }

    @Test
    void another_event_id_and_time_change_nothing_about_what_was_said() {
        var again = PredictionSubmitted.newBuilder(FIRST)
                .setEventId("event-2")
                .setOccurredAt(Given.NOW)
                .build();

        assertThat(decide(again, after(FIRST))).isEqualTo(new Repeated());
    }

    @Test
    void a_higher_revision_goes_on() {
        assertThat(decide(revision(2, 0.8), after(FIRST))).isEqualTo(new Admitted(null));
    }

    @Test
    void a_case_takes_a_thousand_revisions_and_knows_them_again() {
        var known = new CaseAtDoor(5_000, Door.MOST_REVISIONS - 1, Map.of(), null);
        var last = revision(5_001, 0.8);
        var full = known.with(5_001, Fingerprinter.of(last));

        assertThat(decide(last, known)).isEqualTo(new Admitted(null));
        assertThat(decide(last, full)).isEqualTo(new Repeated());
        assertThat(decide(revision(5_002, 0.8), full)).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.refusal().kind()).isEqualTo("conflict");
            assertThat(it.refusal().faults().getFirst())
                    .isEqualTo(new Fault(
                            "caseId", "the case has 1000 revisions, and takes no more: another item is another case"));
        });
    }

    @Test
    void a_lower_revision_that_nobody_has_seen_is_superseded() {
        assertThat(decide(FIRST, after(revision(3, 0.8)))).isInstanceOfSatisfying(Refused.class, it -> {
            assertThat(it.refusal().kind()).isEqualTo("conflict");
            assertThat(it.refusal().faults().getFirst().message()).contains("superseded", "revision 3");
        });
    }

    @Test
    void a_lower_revision_that_is_in_already_is_a_repetition() {
        var later = revision(2, 0.8);
        var known = after(FIRST).with(2, Fingerprinter.of(later));

        assertThat(decide(FIRST, known)).isEqualTo(new Repeated());
    }

    @Test
    void an_item_with_an_excluded_key_is_turned_away_by_that_key() {
        var event = Given.prediction("case-1", it -> it.setItemKeys(List.of("url:1", "doi:2")));

        assertThat(decide(event, CaseAtDoor.UNKNOWN, Set.of("doi:2"), List.of()))
                .isEqualTo(new Refused(new Refusal.Excluded("doi:2")));
    }

    @Test
    void what_is_in_already_stays_in_when_its_item_is_excluded_later() {
        var event = Given.prediction("case-1", it -> it.setItemKeys(List.of("url:1")));

        assertThat(decide(event, after(event), Set.of("url:1"), List.of())).isEqualTo(new Repeated());
    }

    @Test
    void what_is_wrong_is_refused_whatever_is_known_of_its_case() {
        var faults = List.of(new Fault("prediction.risk", "must be between 0 and 1, was 2.0"));

        assertThat(decide(FIRST, after(FIRST), Set.of(), faults)).isEqualTo(new Refused(new Refusal.Invalid(faults)));
    }

    @Test
    void a_persons_decision_on_the_same_prediction_stands() {
        var standing = standing(FIRST);

        assertThat(decide(withRevision(FIRST, 2), after(FIRST, standing))).isEqualTo(new Admitted(standing));
    }

    @Test
    void a_persons_decision_stands_when_another_model_answers_differently_on_the_same_content() {
        var seen = Given.prediction("case-1", it -> it.setContent(Given.content("a text")));
        var standing = standing(seen);
        var other = Given.submission(
                        "case-1",
                        it -> it.setContent(Given.content("a text"))
                                .setModelVersion("2")
                                .setLabel("ok"))
                .setCaseRevision(2)
                .build();

        assertThat(decide(other, after(seen, standing))).isEqualTo(new Admitted(standing));
    }

    @Test
    void a_persons_decision_says_nothing_of_other_content() {
        var seen = Given.prediction("case-1", it -> it.setContent(Given.content("a text")));
        var other = Given.submission("case-1", it -> it.setContent(Given.content("another text")))
                .setCaseRevision(2)
                .build();

        assertThat(decide(other, after(seen, standing(seen)))).isEqualTo(new Admitted(null));
    }

    private static Admission decide(PredictionSubmitted event, CaseAtDoor known) {
        return decide(event, known, Set.of(), List.of());
    }

    private static Admission decide(
            PredictionSubmitted event, CaseAtDoor known, Set<String> excluded, List<Fault> faults) {
        var submission = Submissions.of(event, event.getCaseId(), 100);
        return Door.decide(submission, Fingerprinter.of(event), faults, known, excluded);
    }

    private static PredictionSubmitted revision(int revision, double confidence) {
        return withRevision(Given.prediction("case-1", it -> it.setConfidence(confidence)), revision);
    }

    private static PredictionSubmitted withRevision(PredictionSubmitted event, int revision) {
        return PredictionSubmitted.newBuilder(event).setCaseRevision(revision).build();
    }

    private static CaseAtDoor after(PredictionSubmitted event) {
        return CaseAtDoor.UNKNOWN.with(event.getCaseRevision(), Fingerprinter.of(event));
    }

    private static CaseAtDoor after(PredictionSubmitted event, StandingDecision standing) {
        var known = after(event);
        return new CaseAtDoor(known.newestRevision(), known.revisions(), known.submissions(), standing);
    }

    private static StandingDecision standing(PredictionSubmitted event) {
        var fingerprints = Fingerprinter.of(event);
        return new StandingDecision(
                event.getCaseRevision(), 2, "ok", "keep", "person", fingerprints.content(), fingerprints.input());
    }
}
