package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.routing.RoutePredictions.Result;
import io.countersign.routing.route.PolicyInForce;
import io.countersign.routing.route.Prediction;
import io.countersign.routing.route.Prediction.Handling;
import io.countersign.routing.route.Restraint;
import io.countersign.routing.route.Router;
import io.countersign.testsupport.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatientPoliciesTest {

    private static final Instant NOW = CaseToRoute.NOW;
    private static final Instant NEVER = Instant.MAX;

    private final SettableClock clock = new SettableClock(NOW);
    private Instant confirmedFrom = NOW;
    private Duration waited = Duration.ZERO;

    private final PatientPolicies policies = new PatientPolicies(
            now -> new PolicyInForce(TestPolicies.DEFAULT, !now.isBefore(confirmedFrom)), clock, time -> {
                waited = waited.plus(time);
                clock.advance(time);
            });

    @Test
    void a_confirmed_policy_is_not_waited_for() {
        assertThat(policies.inForce(clock.instant()).confirmed()).isTrue();
        assertThat(waited).isZero();
    }

    @Test
    void a_confirmation_that_comes_a_moment_later_is_waited_for() {
        confirmedFrom = NOW.plusMillis(400);

        assertThat(policies.inForce(clock.instant()).confirmed()).isTrue();
        assertThat(waited).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void one_that_does_not_come_leaves_the_policy_unconfirmed_after_the_patience() {
        confirmedFrom = NEVER;

        assertThat(policies.inForce(clock.instant()).confirmed()).isFalse();
        assertThat(waited).isEqualTo(PatientPolicies.PATIENCE);
    }

    @Test
    void in_one_outage_only_the_first_batch_waits() {
        confirmedFrom = NEVER;
        policies.inForce(clock.instant());
        waited = Duration.ZERO;

        assertThat(policies.inForce(clock.instant()).confirmed()).isFalse();
        assertThat(waited).isZero();
    }

    @Test
    void the_first_batch_of_the_next_outage_waits_again() {
        confirmedFrom = NEVER;
        policies.inForce(clock.instant());
        confirmedFrom = NOW;
        policies.inForce(clock.instant());
        confirmedFrom = clock.instant().plusMillis(100);
        waited = Duration.ZERO;

        assertThat(policies.inForce(clock.instant()).confirmed()).isTrue();
        assertThat(waited).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void what_is_too_late_after_the_wait_is_not_automated() {
        confirmedFrom = NOW.plusSeconds(2);
        var urgent = CaseToRoute.sure()
                .handling(new Handling(null, List.of(), null, false, Duration.ofSeconds(1), null))
                .prediction();

        assertThat(ruleOf(urgent)).isEqualTo(Restraint.TOO_LATE.ruleId());
    }

    @Test
    void cases_are_held_for_a_person_where_no_confirmation_comes() {
        confirmedFrom = NEVER;

        assertThat(ruleOf(CaseToRoute.sure().prediction())).isEqualTo(Restraint.POLICY_UNCONFIRMED.ruleId());
    }

    private String ruleOf(Prediction prediction) {
        var routing = new RoutePredictions(policies, new Router(CaseToRoute.DRAWS), clock);
        var result = (Result.Routed) routing.route(List.of(prediction)).getFirst();
        return result.routed().ruleId();
    }
}
