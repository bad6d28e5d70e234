package io.countersign.routing.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.countersign.routing.policy.Condition;
import io.countersign.routing.policy.ConditionCompiler.Compiled;
import io.countersign.routing.policy.Guard;
import io.countersign.routing.policy.Reading;
import io.countersign.routing.signal.SignalName;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardFinderTest {

    private static final Reading LABEL = new Reading.OfSignal(SignalName.LABEL);
    private static final Reading SOURCE = new Reading.OfSignal(SignalName.SOURCE);
    private static final Reading COUNTRY = new Reading.OfEntry(SignalName.SLICES, "country");

    static Stream<Arguments> guarded() {
        return Stream.of(
                arguments("label == 'a'", LABEL, Set.of("a")),
                arguments("'a' == label", LABEL, Set.of("a")),
                arguments("label in ['a', 'b']", LABEL, Set.of("a", "b")),
                arguments("label in ['a', 'b'] && risk > 0.5", LABEL, Set.of("a", "b")),
                arguments("risk > 0.5 && confidence < 0.5 && label == 'a'", LABEL, Set.of("a")),
                arguments("label in ['a', 'b'] && source == 'x'", SOURCE, Set.of("x")),
                arguments("label == 'a' || label in ['b', 'c'] && risk > 0.5", LABEL, Set.of("a", "b", "c")),
                arguments("slices.country == 'DE'", COUNTRY, Set.of("DE")),
                arguments("slices['country'] in ['DE', 'AT']", COUNTRY, Set.of("DE", "AT")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("guarded")
    void what_a_case_must_say_for_it_to_be_true_is_its_guard(String expression, Reading reading, Set<String> texts) {
        assertThat(condition(expression).guard()).isEqualTo(new Guard(reading, texts));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "label != 'a'",
                "!(label == 'a')",
                "label == source",
                "label == null",
                "label == 'a' || risk > 0.5",
                "label == 'a' || source == 'x'",
                "label == 'a' ? reviewWanted : candidate",
                "(label == 'a') == reviewWanted",
                "label.startsWith('a')",
                "'a' in requiredSkills",
                "confidence == 0.5",
                "reviewWanted"
            })
    void what_can_be_true_whatever_a_case_says_in_any_one_place_has_none(String expression) {
        assertThat(condition(expression).guard()).isNull();
    }

    private static Condition condition(String expression) {
        return switch (new CelConditions(Map.of()).compile(expression)) {
            case Compiled.Ok ok -> ok.condition();
            case Compiled.Wrong wrong -> throw new AssertionError(wrong.faults());
        };
    }
}
