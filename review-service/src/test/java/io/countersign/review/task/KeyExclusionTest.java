package io.countersign.review.task;

import static io.countersign.review.task.Desk.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyExclusionTest {

    @Test
    void takesBackACaseThatWasLetInBeforeItOrUpToHalfAMinuteLater() {
        assertThat(excluded().takesBack(admitted(NOW.minusSeconds(86_400)))).isTrue();
        assertThat(excluded().takesBack(admitted(NOW))).isTrue();
        assertThat(excluded().takesBack(admitted(NOW.plusSeconds(29)))).isTrue();
    }

    @Test
    void sparesACaseThatWasLetInLater() {
        assertThat(excluded().takesBack(admitted(NOW.plusSeconds(30)))).isFalse();
        assertThat(excluded().takesBack(admitted(NOW.plusSeconds(86_400)))).isFalse();
    }

    @Test
    void takesBackACaseOfWhichNobodyKnowsWhenItWasLetIn() {
        assertThat(excluded().takesBack(admitted(null))).isTrue();
    }

    @Test
    void takesNothingBackOnceItIsRestored() {
        var restored = new KeyExclusion("url:a", 2, false, "duplicate", "hana", null, NOW);

        assertThat(restored.takesBack(admitted(NOW.minusSeconds(60)))).isFalse();
    }

    private static KeyExclusion excluded() {
        return new KeyExclusion("url:a", 1, true, "duplicate", "hana", null, NOW);
    }

    private static CaseFile admitted(@Nullable Instant at) {
        var held = Desk.held();
        return new CaseFile(
                held.caseId(),
                held.caseRevision(),
                held.newest(),
                held.actedOn(),
                held.modelLabel(),
                held.proposedAction(),
                new CaseFile.Origin("default", 1, null, at),
                Set.of());
    }
}
