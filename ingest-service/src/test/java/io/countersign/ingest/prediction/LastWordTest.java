package io.countersign.ingest.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LastWordTest {

    private static final Decision HELD = decision(1, 1, "hold", "held", "model");
    private static final Decision PERSONS = decision(1, 2, "remove", "final", "person");

    @Test
    void what_the_model_says_is_no_word_of_a_person() {
        assertThat(LastWord.NONE
                        .hear(decision(1, 1, "remove", "final", "model"))
                        .standing())
                .isEmpty();
    }

    @Test
    void a_persons_final_decision_stands() {
        assertThat(LastWord.NONE.hear(HELD).hear(PERSONS).standing()).contains(PERSONS);
    }

    @Test
    void a_provisional_word_of_a_person_does_not_stand() {
        assertThat(LastWord.NONE
                        .hear(decision(1, 2, "remove", "provisional", "person"))
                        .standing())
                .isEmpty();
    }

    @Test
    void an_undo_ends_it() {
        assertThat(LastWord.NONE
                        .hear(PERSONS)
                        .hear(decision(1, 3, "hold", "held", "person"))
                        .standing())
                .isEmpty();
    }

    @Test
    void an_amendment_replaces_it() {
        var amended = decision(1, 3, "keep", "final", "panel");

        assertThat(LastWord.NONE.hear(PERSONS).hear(amended).standing()).contains(amended);
    }

    @Test
    void an_older_decision_that_comes_late_changes_nothing() {
        var amended = decision(1, 3, "keep", "final", "person");

        assertThat(LastWord.NONE.hear(amended).hear(PERSONS).standing()).contains(amended);
    }

    @Test
    void routing_a_later_revision_leaves_it_standing() {
        assertThat(LastWord.NONE
                        .hear(PERSONS)
                        .hear(decision(2, 1, "hold", "held", "model"))
                        .standing())
                .contains(PERSONS);
    }

    @Test
    void withdrawing_a_later_revision_ends_it() {
        assertThat(LastWord.NONE
                        .hear(PERSONS)
                        .hear(decision(2, 2, "withdraw", "final", "person"))
                        .standing())
                .isEmpty();
    }

    private static Decision decision(int revision, int decisionRevision, String action, String status, String by) {
        return new Decision(revision, decisionRevision, "label", action, status, by, "hash");
    }
}
