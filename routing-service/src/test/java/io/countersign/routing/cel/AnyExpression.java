package io.countersign.routing.cel;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Expressions that policies may use, over the signals of {@link SometimesKnown}. */
final class AnyExpression {

    /** True, false or unknown of a case. */
    static Arbitrary<String> flag() {
        return Arbitraries.lazyOf(
                AnyExpression::comparison,
                AnyExpression::comparison,
                AnyExpression::aboutText,
                () -> Arbitraries.of(SometimesKnown.FLAGS),
                () -> Arbitraries.of("('german' in requiredSkills)", "(size(requiredSkills) == 1)", "true", "false"),
                () -> joined(flag(), flag(), "&&", "||", "==", "!="),
                () -> joined(flag(), flag(), "&&", "||"),
                () -> flag().map(flag -> "!(" + flag + ")"),
                () -> Combinators.combine(flag(), flag(), flag()).as("(%s ? %s : %s)"::formatted));
    }

    /** Nothing but questions whether something is missing. */
    static Arbitrary<String> aboutMissing() {
        Arbitrary<String> question = Combinators.combine(
                        Arbitraries.oneOf(
                                Arbitraries.of("confidence", "risk", "novelty", "label", "source"),
                                Arbitraries.of(SometimesKnown.FLAGS)),
                        Arbitraries.of("%s == null", "%s != null", "null == %s"))
                .as((name, form) -> form.formatted(name));
        return Arbitraries.lazyOf(
                () -> question,
                () -> question,
                () -> joined(aboutMissing(), aboutMissing(), "&&", "||"),
                () -> aboutMissing().map(flag -> "!(" + flag + ")"));
    }

    private static Arbitrary<String> comparison() {
        return Arbitraries.oneOf(
                joined(number(), number(), "<", "<=", ">", ">=", "==", "!="),
                // A whole number beside a signal, as authors write it. Not 0: CEL's Java runtime holds -0.0 for less
                // than the whole number 0, though not for less than 0.0.
                joined(number(), Arbitraries.of("1", "12"), "<", "<=", ">", ">="),
                number().map(number -> "(" + number + " in [0.0, 0.25, 12.0])"));
    }

    private static Arbitrary<String> number() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.of(SometimesKnown.NUMBERS),
                () -> Arbitraries.of("0.0", "(-1.0 * 0.0)", "0.25", "1.0", "threshold.sure", "features['age']"),
                () -> Arbitraries.of(SometimesKnown.NUMBERS),
                () -> joined(number(), number(), "+", "-", "*"),
                () -> number().map(number -> "(" + number + " / 2.0)"),
                () -> number().map(number -> "(-(" + number + "))"),
                () -> Combinators.combine(Arbitraries.of(SometimesKnown.FLAGS), number(), number())
                        .as("(%s ? %s : %s)"::formatted));
    }

    private static Arbitrary<String> aboutText() {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.of(SometimesKnown.TEXTS), Arbitraries.of("'spam'", "''", "slices['country']"));
        return Arbitraries.oneOf(
                joined(text, text, "==", "!="),
                text.map(each -> "(" + each + " in ['ham', 'spam'])"),
                Combinators.combine(text, Arbitraries.of("startsWith", "endsWith", "contains"), text)
                        .as("%s.%s(%s)"::formatted));
    }

    private static Arbitrary<String> joined(Arbitrary<String> left, Arbitrary<String> right, String... operators) {
        return Combinators.combine(left, Arbitraries.of(operators), right).as("(%s %s %s)"::formatted);
    }

    private AnyExpression() {}
}
