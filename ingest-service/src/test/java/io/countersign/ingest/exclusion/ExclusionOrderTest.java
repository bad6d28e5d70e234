package io.countersign.ingest.exclusion;

import static io.countersign.ingest.Given.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ingest.exclusion.Exclusion.State;
import io.countersign.ingest.fault.Fault;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExclusionOrderTest {

    private static final ExclusionRules RULES = new ExclusionRules(List.of("spam", "other"), List.of("mistake"));

    @Test
    void excluding_adds_the_first_entry_of_a_key() {
        var entry = exclude("spam", null).on("url:1", null, NOW).orElseThrow();

        assertThat(entry.changeNo()).isEqualTo(1);
        assertThat(entry.isInForce(NOW)).isTrue();
        assertThat(entry.changedBy()).isEqualTo("ana");
    }

    @Test
    void excluding_again_for_the_same_reason_adds_nothing() {
        var present = exclude("spam", null).on("url:1", null, NOW).orElseThrow();

        assertThat(exclude("spam", null).on("url:1", present, NOW)).isEmpty();
    }

    @Test
    void excluding_for_another_reason_adds_an_entry() {
        var present = exclude("spam", null).on("url:1", null, NOW).orElseThrow();

        assertThat(exclude("other", null).on("url:1", present, NOW))
                .hasValueSatisfying(it -> assertThat(it.changeNo()).isEqualTo(2));
    }

    @Test
    void restoring_ends_an_exclusion() {
        var present = exclude("spam", null).on("url:1", null, NOW).orElseThrow();

        var restored = restore().on("url:1", present, NOW).orElseThrow();

        assertThat(restored.isInForce(NOW)).isFalse();
        assertThat(restore().on("url:1", restored, NOW)).isEmpty();
    }

    @Test
    void restoring_what_was_never_excluded_adds_nothing() {
        assertThat(restore().on("url:1", null, NOW)).isEmpty();
    }

    @Test
    void an_exclusion_is_in_force_until_it_expires() {
        var entry = exclude("spam", NOW.plusSeconds(60)).on("url:1", null, NOW).orElseThrow();

        assertThat(entry.isInForce(NOW.plusSeconds(59))).isTrue();
        assertThat(entry.isInForce(NOW.plusSeconds(60))).isFalse();
    }

    @Test
    void an_exclusion_that_has_run_out_can_be_ordered_again() {
        var runOut = exclude("spam", NOW.plusSeconds(60)).on("url:1", null, NOW).orElseThrow();

        assertThat(exclude("spam", null).on("url:1", runOut, NOW.plusSeconds(61)))
                .isPresent();
    }

    @Test
    void every_wrong_field_of_an_order_is_named() {
        assertThat(RULES.faultsOf(List.of("url:1", " "), exclude("mood", NOW), NOW))
                .extracting(Fault::field)
                .containsExactlyInAnyOrder("keys[1]", "reason", "expiresAt");
    }

    @Test
    void an_order_has_1_to_1000_keys() {
        var order = exclude("spam", null);

        assertThat(RULES.faultsOf(Collections.nCopies(1_000, "url:1"), order, NOW))
                .isEmpty();
        assertThat(RULES.faultsOf(Collections.nCopies(1_001, "url:1"), order, NOW))
                .extracting(Fault::field)
                .containsExactly("keys");
        assertThat(RULES.faultsOf(List.of(), order, NOW))
                .extracting(Fault::field)
                .containsExactly("keys");
    }

    @Test
    void a_reviewers_reason_that_is_not_listed_moves_to_the_notes() {
        var verdict = new VerdictExclusion("case-1", "ana", List.of("url:1"), "boring", "seen often", null);

        var order = verdict.order(List.of("spam", "other"));

        assertThat(order.reason()).isEqualTo("other");
        assertThat(order.notes()).isEqualTo("Reason given: boring. seen often");
        assertThat(order.caseId()).isEqualTo("case-1");
    }

    private static ExclusionOrder exclude(String reason, @Nullable Instant expiresAt) {
        return new ExclusionOrder(State.EXCLUDED, reason, "ana", null, expiresAt, null);
    }

    private static ExclusionOrder restore() {
        return new ExclusionOrder(State.RESTORED, "mistake", "ben", null, null, null);
    }
}
