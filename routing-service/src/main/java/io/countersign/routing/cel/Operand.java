package io.countersign.routing.cel;

import io.countersign.routing.policy.Condition;
import io.countersign.routing.signal.SignalName;
import io.countersign.routing.signal.Signals;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A compiled part of an expression, by what it yields. */
sealed interface Operand {

    /** A number; NaN where something that it needs is missing. */
    record Number(ToDoubleFunction<Signals> value) implements Operand {}

    /** A text; null where it is missing. */
    record Text(Function<Signals, @Nullable String> value) implements Operand {}

    /** True, false, or unknown. */
    record Flag(Condition value) implements Operand {}

    /** The texts of a case. */
    record Texts(Function<Signals, List<String>> value) implements Operand {}

    /** Texts written out in the expression. */
    record TextSet(Set<String> values) implements Operand {}

    /** Numbers written out in the expression. */
    record NumberSet(Set<Double> values) implements Operand {}

    /** Numbers or texts of a case, by name. */
    record ByName(SignalName signal) implements Operand {}

    /** {@code null} written out in the expression. */
    record Nothing() implements Operand {}
}
