package io.countersign.routing.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.routing.policy.Condition;
import io.countersign.routing.policy.ConditionCompiler.Compiled;
import io.countersign.routing.policy.Guard;
import io.countersign.routing.policy.Lane;
import io.countersign.routing.policy.Rule;
import io.countersign.routing.policy.Rules;
import io.countersign.routing.policy.Threshold;
import io.countersign.routing.policy.Truth;
import io.countersign.routing.signal.Signals;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** To leave out the rules that cannot fire changes nothing but the time. */
class RulesLawsTest {

    private static final CelConditions CEL = new CelConditions(Map.of("sure", new Threshold(0.5, List.of())));

    @Property(tries = 1_000)
    void an_expression_is_true_of_no_case_that_its_guard_stops(
            @ForAll("expressions") String expression, @ForAll("cases") SometimesKnown given) {
        Condition condition = condition(expression);
        Guard guard = condition.guard();
        Signals signals = given.signals();
        boolean isTrue = condition.test(signals) == Truth.TRUE;
        Statistics.label("guarded, true").collect(guard != null, isTrue);

        assertThat(!isTrue || guard == null || guard.lets(signals))
                .as(expression)
                .isTrue();
    }

    @Property(tries = 200)
    void the_rule_that_fires_is_the_first_of_all_that_would(
            @ForAll("manyExpressions") List<String> expressions, @ForAll("cases") SometimesKnown given) {
        List<Rule> inOrder = IntStream.range(0, expressions.size())
                .mapToObj(i -> rule(i, condition(expressions.get(i))))
                .toList();
        Signals signals = given.signals();

        Rule first = new Rules(inOrder).first(signals, RulesLawsTest::suits);

        assertThat(first)
                .isSameAs(inOrder.stream()
                        .filter(rule -> rule.when().test(signals) == Truth.TRUE && suits(rule))
                        .findFirst()
                        .orElse(null));
    }

    @Test
    void rules_about_other_labels_are_not_tried_at_all() {
        AtomicInteger tried = new AtomicInteger();
        List<Rule> aboutOthers = IntStream.range(0, 1_000)
                .mapToObj(i -> rule(i, counting(condition("label == 'label-" + i + "' && risk > 0.5"), tried)))
                .toList();
        SometimesKnown given = new SometimesKnown(Map.of("label", "label-7", "risk", 0.9), List.of());

        Rule first = new Rules(aboutOthers).first(given.signals(), _ -> true);

        assertThat(first).isSameAs(aboutOthers.get(7));
        assertThat(tried).hasValue(1);
    }

    private static Condition counting(Condition condition, AtomicInteger tried) {
        Guard guard = condition.guard();
        assertThat(guard).isNotNull();
        return Condition.guarded(
                signals -> {
                    tried.incrementAndGet();
                    return condition.test(signals);
                },
                guard);
    }

    @Provide
    Arbitrary<String> expressions() {
        Arbitrary<String> asking = Combinators.combine(
                        Arbitraries.of("label", "source", "slices.country"),
                        Arbitraries.of(
                                "%s == 'spam'", "'ham' == %s", "%s in ['ham', 'spam']", "%s in ['']", "%s != 'sp'"))
                .as((text, form) -> form.formatted(text));
        return Arbitraries.oneOf(
                asking,
                Combinators.combine(asking, Arbitraries.of("&&", "||"), asking).as("%s %s %s"::formatted),
                Combinators.combine(asking, Arbitraries.of("&&", "||"), AnyExpression.flag())
                        .as("%s %s %s"::formatted),
                AnyExpression.flag());
    }

    @Provide
    Arbitrary<List<String>> manyExpressions() {
        return expressions().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<SometimesKnown> cases() {
        return SometimesKnown.any();
    }

    private static boolean suits(Rule rule) {
        return rule.priority() != 1;
    }

    private static Rule rule(int place, Condition when) {
        return new Rule("rule-" + place, when, Lane.AUTOMATIC, null, null, 1 + place % 3, "");
    }

    private static Condition condition(String expression) {
        return switch (CEL.compile(expression)) {
            case Compiled.Ok ok -> ok.condition();
            case Compiled.Wrong wrong -> throw new AssertionError(expression + ": " + wrong.faults());
        };
    }
}
