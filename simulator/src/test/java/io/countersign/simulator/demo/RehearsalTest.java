package io.countersign.simulator.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.casefiles.Case;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {

    private final List<Case> cases = Rehearsal.cases().limit(1_000).toList();

    @Test
    void it_is_the_demos_stream_with_its_truth() {
        List<String> ids = cases.stream().map(Case::caseId).distinct().toList();

        assertThat(ids).hasSize(1_000);
        assertThat(cases).allSatisfy(each -> {
            assertThat(SyntheticStream.LABELS).contains(each.predictedLabel(), each.trueLabel());
            assertThat(each.labelProbabilities()).containsOnlyKeys(SyntheticStream.LABELS);
            assertThat(each.opinions()).hasSize(1);
        });
    }

    @Test
    void the_model_is_wrong_and_the_door_refuses_now_and_then() {
        assertThat(cases).anyMatch(each -> !each.predictedLabel().equals(each.trueLabel()));
        assertThat(cases).anyMatch(each -> each.confidence() > 1);
    }

    @Test
    void it_is_the_same_each_time() {
        assertThat(Rehearsal.cases().limit(1_000)).isEqualTo(cases);
    }
}
