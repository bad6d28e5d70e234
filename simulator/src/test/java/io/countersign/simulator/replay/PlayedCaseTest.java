package io.countersign.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.simulator.report.CaseResult.Fate;
import org.junit.jupiter.api.Test;

class PlayedCaseTest {

    private final PlayedCase played = new PlayedCase("c", "a", 0.9, "a");

    @Test
    void a_case_without_a_trace_is_lost() {
        assertThat(played.isLost()).isTrue();
        assertThat(played.result().fate()).isEqualTo(Fate.UNTRACED);
    }

    @Test
    void an_automatic_case_is_settled_by_its_decision() {
        played.routed(1);
        played.decided(1, 1);
        played.traced(automatic(1, 1, false));

        assertThat(played.isSettled()).isTrue();
        assertThat(played.isLost()).isFalse();
        assertThat(played.repeats()).isZero();
    }

    @Test
    void an_owed_outcome_keeps_it_open() {
        played.owesOutcome();
        played.traced(automatic(1, 1, false));
        assertThat(played.isSettled()).isFalse();

        played.traced(automatic(2, 1, true));
        assertThat(played.isSettled()).isTrue();
    }

    @Test
    void a_second_routing_and_a_repeated_revision_are_repeats() {
        played.routed(1);
        played.routed(1);
        played.decided(1, 1);
        played.decided(1, 1);

        assertThat(played.repeats()).isEqualTo(2);
    }

    @Test
    void a_trace_that_tells_less_than_the_topics_is_lost() {
        played.routed(1);
        played.decided(1, 1);
        played.decided(1, 2);
        played.traced(automatic(1, 1, false));

        assertThat(played.isLost()).isTrue();
    }

    @Test
    void an_older_trace_does_not_win() {
        played.traced(automatic(2, 1, true));
        played.traced(automatic(1, 1, false));
        played.owesOutcome();

        assertThat(played.isSettled()).isTrue();
    }

    private static TraceSummary automatic(long version, int decisions, boolean truthKnown) {
        return new TraceSummary(
                version, false, true, true, true, false, 0, false, decisions, true, "a", null, truthKnown);
    }
}
