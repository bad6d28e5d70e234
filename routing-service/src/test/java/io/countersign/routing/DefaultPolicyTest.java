package io.countersign.routing;

import static io.countersign.routing.CaseToRoute.sure;
import static io.countersign.routing.CaseToRoute.withConfidence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.countersign.routing.policy.Desk;
import io.countersign.routing.policy.Lane;
import io.countersign.routing.policy.Rule;
import io.countersign.routing.route.Prediction.Handling;
import io.countersign.routing.route.RoutedCase;
import io.countersign.routing.signal.SignalName;
import io.countersign.routing.signal.Signals;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule of the default policy, just beyond its number and just at it. */
class DefaultPolicyTest {

    static Stream<Arguments> firing() {
        return Stream.of(
                arguments("expert-risk", Lane.EXPERT, sure().stakes(0.91, null, null)),
                arguments("expert-value", Lane.EXPERT, sure().stakes(null, 100_000.01, null)),
                arguments("expert-error-cost", Lane.EXPERT, sure().stakes(null, null, 1_000_000.01)),
                arguments("expert-complexity", Lane.EXPERT, sure().complexity(0.86)),
                arguments("review-confidence", Lane.REVIEW, withConfidence(0.6999)),
                arguments("review-ensemble", Lane.REVIEW, sure().doubts(List.of(), 0.79, null)),
                arguments("review-second-model", Lane.REVIEW, sure().doubts(List.of("spam", "ham"), null, null)),
                arguments("review-novelty", Lane.REVIEW, sure().doubts(List.of(), null, 0.51)),
                arguments(
                        "review-wanted",
                        Lane.REVIEW,
                        sure().handling(new Handling(null, List.of(), null, true, null, null))),
                arguments(
                        "review-skills",
                        Lane.REVIEW,
                        sure().handling(new Handling(null, List.of("german"), null, false, null, null))),
                arguments("automatic", Lane.AUTOMATIC, withConfidence(0.9501)),
                arguments("automatic", Lane.AUTOMATIC, withConfidence(0.9951).action("remove")),
                arguments("automatic", Lane.AUTOMATIC, sure().stakes(0.29, 100_000.0, 1_000_000.0)),
                arguments("automatic", Lane.AUTOMATIC, sure().complexity(0.3)),
                arguments("automatic", Lane.AUTOMATIC, sure().doubts(List.of("spam"), 0.8, 0.5)),
                arguments("otherwise", Lane.PROVISIONAL, withConfidence(0.95)),
                arguments("otherwise", Lane.PROVISIONAL, withConfidence(0.7)),
                arguments("otherwise", Lane.PROVISIONAL, withConfidence(0.995).action("remove")),
                arguments("otherwise", Lane.PROVISIONAL, sure().stakes(0.3, null, null)),
                arguments("otherwise", Lane.PROVISIONAL, sure().complexity(0.31)));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("firing")
    void sends_the_case_where_the_first_rule_that_fires_says(String rule, Lane lane, CaseToRoute given) {
        RoutedCase routed = given.routed();
        assertThat(routed.ruleId()).isEqualTo(rule);
        assertThat(routed.route().lane()).isEqualTo(lane);
    }

    @Test
    void a_calibrated_confidence_and_a_predicted_disagreement_count_where_there_are_any() {
        Signals calibrated = Signals.builder()
                .number(SignalName.CONFIDENCE, 0.6)
                .number(SignalName.RAW_CONFIDENCE, 0.99)
                .number(SignalName.CALIBRATED_CONFIDENCE, 0.6)
                .build();
        Signals disputed = Signals.builder()
                .number(SignalName.CONFIDENCE, 0.99)
                .number(SignalName.PREDICTED_DISAGREEMENT, 0.31)
                .build();
        assertThat(TestPolicies.DEFAULT.ruleFor(calibrated).id()).isEqualTo("review-confidence");
        assertThat(TestPolicies.DEFAULT.ruleFor(disputed).id()).isEqualTo("review-predicted-disagreement");
    }

    @Test
    void a_case_of_which_nothing_is_known_fires_no_rule() {
        Rule rule = TestPolicies.DEFAULT.ruleFor(Signals.builder().build());
        assertThat(rule).isSameAs(TestPolicies.DEFAULT.otherwise());
    }

    @Test
    void people_have_an_hour_a_day_or_a_week_by_how_complex_the_case_is() {
        assertThat(deskAt(null)).isEqualTo(new Desk("review", 3, 1, Duration.ofHours(1)));
        assertThat(deskAt(0.6)).isEqualTo(new Desk("review", 3, 1, Duration.ofHours(1)));
        assertThat(deskAt(0.61)).isEqualTo(new Desk("review", 3, 2, Duration.ofHours(24)));
        assertThat(sure().complexity(0.9).routed().route().desk())
                .isEqualTo(new Desk("expert", 2, 3, Duration.ofDays(7)));
    }

    private static @Nullable Desk deskAt(@Nullable Double complexity) {
        return withConfidence(0.5).complexity(complexity).routed().route().desk();
    }
}
