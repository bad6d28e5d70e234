package io.countersign.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.casefiles.Case;
import io.countersign.casefiles.Opinion;
import io.countersign.event.LabelProbability;
import io.countersign.event.PredictionSubmitted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionTest {

    private static final Case CASE = new Case(
            "c1",
            Instant.parse("2026-01-05T08:00:00Z"),
            "m",
            "v1",
            "spam",
            0.8,
            Map.of("ham", 0.2, "spam", 0.8),
            List.of(new Opinion("other", "ham", null)),
            1.0,
            null,
            "unit-1",
            Map.of("channel", "mail"),
            Map.of("sex", "female"),
            Map.of("n_chars", 12.0),
            null,
            "the-truth");

    @Test
    void the_truth_stays_behind() {
        PredictionSubmitted submitted = Submission.of(CASE, new CaseIds("set", "run"));

        assertThat(submitted.toString()).doesNotContain("the-truth");
    }

    @Test
    void the_most_likely_label_comes_first_and_groups_travel_apart() {
        PredictionSubmitted submitted = Submission.of(CASE, new CaseIds("set", "run"));

        assertThat(submitted.getCaseId()).isEqualTo("run:c1");
        assertThat(submitted.getPrediction().getItemKeys()).containsExactly("set/c1");
        assertThat(submitted.getPrediction().getLabelProbabilities())
                .extracting(LabelProbability::getLabel)
                .containsExactly("spam", "ham");
        assertThat(submitted.getGroups()).containsEntry("sex", "female");
        assertThat(submitted.getPrediction().toString()).doesNotContain("female");
    }
}
