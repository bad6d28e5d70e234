package io.countersign.routing;

import static io.countersign.routing.CaseToRoute.sure;
import static io.countersign.routing.CaseToRoute.withConfidence;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.routing.policy.Lane;
import io.countersign.routing.route.Draw;
import io.countersign.routing.route.Route;
import io.countersign.routing.route.RoutedCase;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class RouterLawsTest {

    @Property
    void every_case_gets_one_lane_and_somebody_waits_for_it_unless_the_machine_is_alone(
            @ForAll @DoubleRange(max = 1) double confidence,
            @ForAll @DoubleRange(max = 1) double risk,
            @ForAll @DoubleRange(max = 2_000_000) double value,
            @ForAll boolean riskIsKnown) {
        RoutedCase routed = withConfidence(confidence)
                .stakes(riskIsKnown ? risk : null, value, null)
                .routed();
        Route route = routed.route();
        assertThat(route.desk() == null).isEqualTo(route instanceof Route.Automatic alone && alone.auditDesk() == null);
        assertThat(route.action()).isEqualTo(route.lane().machineActs() ? "spam" : Route.HOLD);
        assertThat(routed.propensity()).isEqualTo(route.lane() == Lane.AUTOMATIC ? 0.02 : 1.0);
    }

    @Property
    void more_confidence_never_asks_for_more_people(
            @ForAll @DoubleRange(max = 1) double one, @ForAll @DoubleRange(max = 1) double other) {
        Lane less = withConfidence(Math.min(one, other)).routed().route().lane();
        Lane more = withConfidence(Math.max(one, other)).routed().route().lane();
        assertThat(more).isLessThanOrEqualTo(less);
    }

    @Test
    void two_in_a_hundred_automatic_cases_are_drawn_and_the_same_ones_again() {
        int drawn = 0;
        for (int i = 0; i < 100_000; i++) {
            Draw draw = CaseToRoute.DRAWS.draw("audit", "case-" + i, 1, 0.02);
            assertThat(draw).isEqualTo(CaseToRoute.DRAWS.draw("audit", "case-" + i, 1, 0.02));
            drawn += draw.selected() ? 1 : 0;
        }
        // 99.9 % of such samples lie within 3.3 standard deviations, each 44 cases.
        assertThat(drawn).isBetween(1_854, 2_146);
    }

    @Test
    void a_draw_is_the_first_53_bits_of_the_hmac() {
        // Computed apart with another implementation: hmac.new(key, b"audit|case-1|1", sha256).digest()[:8] >> 11, over
        // 2^53.
        Draw draw = CaseToRoute.DRAWS.draw("audit", "case-1", 1, 0.02);
        assertThat(draw.value()).isEqualTo(0.8843366359736354);
        assertThat(CaseToRoute.DRAWS.draw("practice", "case-1", 1, 0.02).value())
                .isNotEqualTo(draw.value());
    }

    @Test
    void the_machine_does_not_act_on_what_it_may_not_act_on() {
        assertThat(held(sure().standing("spam").routed())).isEqualTo("standing-decision");
        assertThat(held(sure().candidate().routed())).isEqualTo("candidate-model");
        assertThat(held(sure().routedBy(TestPolicies.DEFAULT, false))).isEqualTo("policy-unconfirmed");
        assertThat(held(withConfidence(0.8).standing("ham").routed())).isEqualTo("standing-decision");
        assertThat(sure().stakes(0.95, null, null).standing("spam").routed().ruleId())
                .isEqualTo("expert-risk");
    }

    private static String held(RoutedCase routed) {
        assertThat(routed.route()).isInstanceOf(Route.Review.class);
        return routed.ruleId();
    }
}
