package io.countersign.routing.cel;

import static io.countersign.routing.cel.ConditionBuilder.unsupported;

import io.countersign.routing.cel.Operand.ByName;
import io.countersign.routing.cel.Operand.Flag;
import io.countersign.routing.cel.Operand.Nothing;
import io.countersign.routing.cel.Operand.Number;
import io.countersign.routing.cel.Operand.NumberSet;
import io.countersign.routing.cel.Operand.Text;
import io.countersign.routing.cel.Operand.TextSet;
import io.countersign.routing.cel.Operand.Texts;
import io.countersign.routing.policy.Condition;
import io.countersign.routing.policy.Truth;
import io.countersign.routing.signal.SignalName;
import io.countersign.routing.signal.Signals;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/** CEL's operators over compiled operands, by CEL's own names for them. What is missing makes the result unknown. */
final class Operators {

    private static final Set<String> ARITHMETIC = Set.of("_+_", "_-_", "_*_", "_/_", "-_");

    static boolean isArithmetic(String function) {
        return ARITHMETIC.contains(function);
    }

    static Operand apply(String function, List<Operand> operands) {
        Operand first = operands.getFirst();
        Operand last = operands.getLast();
        return switch (function) {
            case "_&&_" -> and(flag(first), flag(last));
            case "_||_" -> or(flag(first), flag(last));
            case "!_" -> not(flag(first));
            case "_?_:_" -> choice(flag(first), operands.get(1), last);
            case "_==_" -> new Flag(equal(first, last));
            case "_!=_" -> not(equal(first, last));
            case "_<_" -> compare(first, last, (left, right) -> left < right);
            case "_<=_" -> compare(first, last, (left, right) -> left <= right);
            case "_>_" -> compare(first, last, (left, right) -> left > right);
            case "_>=_" -> compare(first, last, (left, right) -> left >= right);
            case "_+_" -> arithmetic(first, last, Double::sum);
            case "_-_" -> arithmetic(first, last, (left, right) -> left - right);
            case "_*_" -> arithmetic(first, last, (left, right) -> left * right);
            case "_/_" -> arithmetic(first, last, (left, right) -> left / right);
            case "-_" -> negative(first);
            case "@in" -> new Flag(membership(first, last));
            case "size" -> size(first);
            case "startsWith" -> textual(first, last, String::startsWith);
            case "endsWith" -> textual(first, last, String::endsWith);
            case "contains" -> textual(first, last, String::contains);
            default -> throw unsupported("'" + function + "'");
        };
    }

    static Condition flag(Operand operand) {
        if (operand instanceof Flag(Condition value)) {
            return value;
        }
        throw unsupported("anything but true or false here");
    }

    private static Flag and(Condition left, Condition right) {
        return new Flag(signals -> {
            Truth first = left.test(signals);
            return first == Truth.FALSE ? first : first.and(right.test(signals));
        });
    }

    private static Flag or(Condition left, Condition right) {
        return new Flag(signals -> {
            Truth first = left.test(signals);
            return first == Truth.TRUE ? first : first.or(right.test(signals));
        });
    }

    private static Flag not(Condition condition) {
        return new Flag(signals -> condition.test(signals).not());
    }

    private static Operand choice(Condition condition, Operand yes, Operand no) {
        if (yes instanceof Flag(Condition ifTrue) && no instanceof Flag(Condition ifFalse)) {
            return new Flag(signals -> switch (condition.test(signals)) {
                case TRUE -> ifTrue.test(signals);
                case FALSE -> ifFalse.test(signals);
                case UNKNOWN -> Truth.UNKNOWN;
            });
        }
        ToDoubleFunction<Signals> ifTrue = number(yes);
        ToDoubleFunction<Signals> ifFalse = number(no);
        return new Number(signals -> switch (condition.test(signals)) {
            case TRUE -> ifTrue.applyAsDouble(signals);
            case FALSE -> ifFalse.applyAsDouble(signals);
            case UNKNOWN -> Double.NaN;
        });
    }

    private static Condition equal(Operand left, Operand right) {
        if (right instanceof Nothing) {
            return missing(left);
        }
        if (left instanceof Nothing) {
            return missing(right);
        }
        if (left instanceof Text(var first) && right instanceof Text(var second)) {
            return signals -> {
                String one = first.apply(signals);
                String other = second.apply(signals);
                return one == null || other == null ? Truth.UNKNOWN : Truth.of(one.equals(other));
            };
        }
        if (left instanceof Flag(Condition first) && right instanceof Flag(Condition second)) {
            return signals -> {
                Truth one = first.test(signals);
                Truth other = second.test(signals);
                return one == Truth.UNKNOWN || other == Truth.UNKNOWN ? Truth.UNKNOWN : Truth.of(one == other);
            };
        }
        return compare(left, right, (first, second) -> first == second).value();
    }

    private static Condition missing(Operand operand) {
        return switch (operand) {
            case Number(var value) -> signals -> Truth.of(Double.isNaN(value.applyAsDouble(signals)));
            case Text(var value) -> signals -> Truth.of(value.apply(signals) == null);
            case Flag(Condition value) -> signals -> Truth.of(value.test(signals) == Truth.UNKNOWN);
            default -> throw unsupported("a comparison of a list or map with null");
        };
    }

    private static Condition membership(Operand element, Operand container) {
        return switch (container) {
            case TextSet(Set<String> values)
            when element instanceof Text(var value) ->
                signals -> {
                    String text = value.apply(signals);
                    return text == null ? Truth.UNKNOWN : Truth.of(values.contains(text));
                };
            case NumberSet(Set<Double> values)
            when element instanceof Number(var value) ->
                signals -> {
                    double number = value.applyAsDouble(signals);
                    return Double.isNaN(number) ? Truth.UNKNOWN : Truth.of(values.contains(zeroIsZero(number)));
                };
            case Texts(var values)
            when element instanceof Text(var value) ->
                signals -> {
                    String text = value.apply(signals);
                    return text == null
                            ? Truth.UNKNOWN
                            : Truth.of(values.apply(signals).contains(text));
                };
            case ByName(SignalName signal)
            when element instanceof Text(var value) ->
                signals -> {
                    String key = value.apply(signals);
                    return key == null ? Truth.UNKNOWN : Truth.of(signals.has(signal, key));
                };
            default -> throw unsupported("'in' between these");
        };
    }

    /** A set tells 0.0 and -0.0 apart; CEL does not, nor does anybody else. */
    static double zeroIsZero(double number) {
        return number + 0.0;
    }

    private static Operand size(Operand operand) {
        return switch (operand) {
            case Texts(var values) ->
                new Number(signals -> values.apply(signals).size());
            case Text(var value) ->
                new Number(signals -> {
                    String text = value.apply(signals);
                    return text == null ? Double.NaN : text.codePointCount(0, text.length());
                });
            default -> throw unsupported("the size of this");
        };
    }

    private static Flag textual(Operand left, Operand right, BiPredicate<String, String> test) {
        if (left instanceof Text(var first) && right instanceof Text(var second)) {
            return new Flag(signals -> {
                String one = first.apply(signals);
                String other = second.apply(signals);
                return one == null || other == null ? Truth.UNKNOWN : Truth.of(test.test(one, other));
            });
        }
        throw unsupported("a test of anything but texts");
    }

    private static Flag compare(Operand left, Operand right, NumberTest test) {
        ToDoubleFunction<Signals> first = number(left);
        ToDoubleFunction<Signals> second = number(right);
        return new Flag(signals -> {
            double one = first.applyAsDouble(signals);
            double other = second.applyAsDouble(signals);
            return Double.isNaN(one) || Double.isNaN(other) ? Truth.UNKNOWN : Truth.of(test.test(one, other));
        });
    }

    private static Number arithmetic(Operand left, Operand right, DoubleBinaryOperator operator) {
        ToDoubleFunction<Signals> first = number(left);
        ToDoubleFunction<Signals> second = number(right);
        return new Number(
                signals -> operator.applyAsDouble(first.applyAsDouble(signals), second.applyAsDouble(signals)));
    }

    private static Number negative(Operand operand) {
        ToDoubleFunction<Signals> value = number(operand);
        return new Number(signals -> -value.applyAsDouble(signals));
    }

    private static ToDoubleFunction<Signals> number(Operand operand) {
        if (operand instanceof Number(var value)) {
            return value;
        }
        throw unsupported("anything but numbers here");
    }

    /** A test of two numbers that are both known. */
    private interface NumberTest {
        boolean test(double left, double right);
    }

    private Operators() {}
}
