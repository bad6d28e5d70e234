package io.countersign.routing.cel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cel.compiler.CelCompiler;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.PartialVars;
import dev.cel.runtime.Program;
import io.countersign.routing.policy.ConditionCompiler.Compiled;
import io.countersign.routing.policy.Threshold;
import io.countersign.routing.policy.Truth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What this service makes of an expression is what CEL's own runtime makes of it. */
class CelReferenceTest {

    private static final double SURE = 0.5;
    private static final Map<String, Threshold> THRESHOLDS = Map.of("sure", new Threshold(SURE, List.of()));
    private static final CelConditions OURS = new CelConditions(THRESHOLDS);
    private static final CelCompiler COMPILER = CelConditions.compiler(THRESHOLDS);
    private static final CelRuntime REFERENCE = CelRuntimeFactory.standardCelRuntimeBuilder()
            .setOptions(CelConditions.OPTIONS.toBuilder()
                    .enableUnknownTracking(true)
                    .build())
            .build();

    @Property(tries = 300)
    void a_missing_signal_is_an_unknown_of_cel(
            @ForAll("expressions") String expression, @ForAll("cases") SometimesKnown given) throws Exception {
        var known = given.unknownToCel();
        Object said = program(expression).eval(PartialVars.of(withThresholds(known.resolver()), known.unknowns()));

        assertThat(ours(expression, given))
                .as(expression)
                .isEqualTo(said instanceof CelUnknownSet ? Truth.UNKNOWN : Truth.of((Boolean) said));
    }

    @Property(tries = 100)
    void asked_whether_it_is_null_a_missing_signal_is_the_null_of_cel(
            @ForAll("questions") String expression, @ForAll("cases") SometimesKnown given) throws Exception {
        Object said = program(expression).eval(new HashMap<>(given.nullToCel()));

        assertThat(ours(expression, given)).as(expression).isEqualTo(Truth.of((Boolean) said));
    }

    @Test
    void a_negative_zero_is_nothing_but_zero() {
        SometimesKnown nothing = new SometimesKnown(Map.of(), List.of());

        assertThat(ours("-1.0 * 0.0 < 0", nothing)).isEqualTo(Truth.FALSE);
        assertThat(ours("-1.0 * 0.0 >= 0", nothing)).isEqualTo(Truth.TRUE);
        assertThat(ours("1.0 / -(0.0) < 0.0", nothing)).isEqualTo(Truth.TRUE);
    }

    @Test
    void what_has_no_number_for_an_answer_is_unknown() {
        SometimesKnown nothing = new SometimesKnown(Map.of(), List.of());

        assertThat(ours("0.0 / 0.0 < 1.0", nothing)).isEqualTo(Truth.UNKNOWN);
        assertThat(ours("1.0 / 0.0 - 1.0 / 0.0 == 0.0", nothing)).isEqualTo(Truth.UNKNOWN);
    }

    @Provide
    Arbitrary<String> expressions() {
        return AnyExpression.flag();
    }

    @Provide
    Arbitrary<String> questions() {
        return AnyExpression.aboutMissing();
    }

    @Provide
    Arbitrary<SometimesKnown> cases() {
        return SometimesKnown.any();
    }

    private static Truth ours(String expression, SometimesKnown given) {
        return switch (OURS.compile(expression)) {
            case Compiled.Ok ok -> ok.condition().test(given.signals());
            case Compiled.Wrong wrong -> throw new AssertionError(expression + ": " + wrong.faults());
        };
    }

    private static Program program(String expression) throws Exception {
        return REFERENCE.createProgram(COMPILER.compile(expression).getAst());
    }

    private static CelVariableResolver withThresholds(CelVariableResolver others) {
        return name -> name.equals("threshold.sure") ? Optional.of(SURE) : others.find(name);
    }
}
