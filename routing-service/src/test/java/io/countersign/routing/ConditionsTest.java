package io.countersign.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.countersign.routing.cel.CelConditions;
import io.countersign.routing.policy.ConditionCompiler.Compiled;
import io.countersign.routing.policy.Threshold;
import io.countersign.routing.policy.Threshold.Exemption;
import io.countersign.routing.policy.Truth;
import io.countersign.routing.signal.SignalName;
import io.countersign.routing.signal.Signals;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an expression says of a case with confidence 0.8, label "spam", a feature, a slice, a skill, and no risk. */
class ConditionsTest {

    private static final Signals GIVEN = Signals.builder()
            .number(SignalName.CONFIDENCE, 0.8)
            .text(SignalName.LABEL, "spam")
            .text(SignalName.ACTION, "remove")
            .flag(SignalName.REVIEW_WANTED, true)
            .texts(SignalName.REQUIRED_SKILLS, List.of("german"))
            .numbersByName(SignalName.FEATURES, Map.of("amount", 12.0))
            .textsByName(SignalName.SLICES, Map.of("sign-up", "web"))
            .build();
    private static final Map<String, Threshold> THRESHOLDS =
            Map.of("sure", new Threshold(0.7, List.of(new Exemption(Set.of(), Set.of("remove"), Set.of(), 0.9))));

    static Stream<Arguments> expressions() {
        return Stream.of(
                arguments("confidence > 0.7", Truth.TRUE),
                arguments("confidence > 0.8", Truth.FALSE),
                arguments("confidence < 1", Truth.TRUE),
                arguments("confidence > threshold.sure", Truth.FALSE),
                arguments("label == 'spam' && reviewWanted", Truth.TRUE),
                arguments("label in ['ham', 'spam']", Truth.TRUE),
                arguments("label.startsWith('sp') && !label.contains('x')", Truth.TRUE),
                arguments("'german' in requiredSkills && size(requiredSkills) == 1", Truth.TRUE),
                arguments("features.amount * 2.0 - 4.0 == 20.0", Truth.TRUE),
                arguments("features['amount'] > 12.5", Truth.FALSE),
                arguments("slices['sign-up'] == 'web'", Truth.TRUE),
                arguments("'amount' in features && !('other' in features)", Truth.TRUE),
                arguments("features.amount * -0.0 in [0.0]", Truth.TRUE),
                arguments("reviewWanted ? confidence > 0.5 : false", Truth.TRUE),
                arguments("risk > 0.9", Truth.UNKNOWN),
                arguments("risk != 0.9", Truth.UNKNOWN),
                arguments("!(risk > 0.9)", Truth.UNKNOWN),
                arguments("risk + 1.0 > 0.0", Truth.UNKNOWN),
                arguments("features.other > 0.0", Truth.UNKNOWN),
                arguments("slices.country == 'DE'", Truth.UNKNOWN),
                arguments("opinionsDisagree", Truth.UNKNOWN),
                arguments("risk == null", Truth.TRUE),
                arguments("confidence == null", Truth.FALSE),
                arguments("risk < 0.3 || risk == null", Truth.TRUE),
                arguments("risk < 0.3 && confidence > 0.9", Truth.FALSE),
                arguments("risk < 0.3 && confidence > 0.7", Truth.UNKNOWN));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("expressions")
    void what_is_missing_makes_unknown_what_it_could_have_changed(String expression, Truth truth) {
        var compiled = new CelConditions(THRESHOLDS).compile(expression);
        assertThat(compiled)
                .isInstanceOfSatisfying(
                        Compiled.Ok.class,
                        ok -> assertThat(ok.condition().test(GIVEN)).isEqualTo(truth));
    }
}
