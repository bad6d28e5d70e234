package io.countersign.routing.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import io.countersign.routing.policy.Condition;
import io.countersign.routing.policy.Reading;
import io.countersign.routing.policy.Threshold;
import io.countersign.routing.policy.Truth;
import io.countersign.routing.signal.SignalName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Walks one checked expression and makes a condition of it. */
final class ConditionBuilder {

    private static final String THRESHOLD = "threshold.";

    private final CelAbstractSyntaxTree ast;
    private final Map<String, Threshold> thresholds;
    private final Set<Reading> reads = new LinkedHashSet<>();

    ConditionBuilder(CelAbstractSyntaxTree ast, Map<String, Threshold> thresholds) {
        this.ast = ast;
        this.thresholds = thresholds;
    }

    Condition build() {
        return Operators.flag(operand(ast.getExpr()));
    }

    List<Reading> reads() {
        return List.copyOf(reads);
    }

    private Operand operand(CelExpr expression) {
        String name = ast.getReference(expression.id()).map(CelReference::name).orElse("");
        return switch (expression.getKind()) {
            case CONSTANT -> constant(expression.constant());
            case IDENT -> variable(name);
            // A threshold's name has a dot in it; any other selection is an entry of a signal.
            case SELECT ->
                name.startsWith(THRESHOLD)
                        ? variable(name)
                        : entry(
                                operand(expression.select().operand()),
                                expression.select().field());
            case CALL -> call(expression);
            case LIST -> list(expression.list().elements());
            default -> throw unsupported("this kind of expression");
        };
    }

    private static Operand constant(CelConstant constant) {
        return switch (constant.getKind()) {
            case DOUBLE_VALUE -> number(constant.doubleValue());
            case INT64_VALUE -> number(constant.int64Value());
            case STRING_VALUE -> text(constant.stringValue());
            case BOOLEAN_VALUE -> flag(Truth.of(constant.booleanValue()));
            case NULL_VALUE -> new Operand.Nothing();
            default -> throw unsupported("this kind of constant");
        };
    }

    private Operand variable(String name) {
        if (name.startsWith(THRESHOLD)) {
            String threshold = name.substring(THRESHOLD.length());
            Threshold value = thresholds.get(threshold);
            if (value == null) {
                throw unsupported(name);
            }
            reads.add(new Reading.OfThreshold(threshold, value));
            return new Operand.Number(value::of);
        }
        return signal(SignalName.find(name).orElseThrow(() -> unsupported("'" + name + "'")));
    }

    private Operand signal(SignalName signal) {
        if (signal.kind() != SignalName.Kind.NUMBERS_BY_NAME && signal.kind() != SignalName.Kind.TEXTS_BY_NAME) {
            reads.add(new Reading.OfSignal(signal));
        }
        return switch (signal.kind()) {
            case NUMBER -> new Operand.Number(signals -> signals.number(signal));
            case FLAG ->
                new Operand.Flag(signals -> {
                    Boolean flag = signals.flag(signal);
                    return flag == null ? Truth.UNKNOWN : Truth.of(flag);
                });
            case TEXT -> new Operand.Text(signals -> signals.text(signal));
            case TEXTS -> new Operand.Texts(signals -> signals.texts(signal));
            case NUMBERS_BY_NAME, TEXTS_BY_NAME -> new Operand.ByName(signal);
        };
    }

    private Operand entry(Operand map, String key) {
        if (!(map instanceof Operand.ByName(SignalName signal))) {
            throw unsupported("a selection from anything but features and slices");
        }
        reads.add(new Reading.OfEntry(signal, key));
        return signal.kind() == SignalName.Kind.NUMBERS_BY_NAME
                ? new Operand.Number(signals -> signals.numberIn(signal, key))
                : new Operand.Text(signals -> signals.textIn(signal, key));
    }

    private static Operand list(List<CelExpr> elements) {
        Set<String> texts = new HashSet<>();
        Set<Double> numbers = new HashSet<>();
        for (CelExpr element : elements) {
            if (element.getKind() != CelExpr.ExprKind.Kind.CONSTANT) {
                throw unsupported("a list of anything but constants");
            }
            CelConstant constant = element.constant();
            switch (constant.getKind()) {
                case STRING_VALUE -> texts.add(constant.stringValue());
                case DOUBLE_VALUE -> numbers.add(Operators.zeroIsZero(constant.doubleValue()));
                case INT64_VALUE -> numbers.add((double) constant.int64Value());
                default -> throw unsupported("a list of anything but texts or numbers");
            }
        }
        if (!texts.isEmpty() && !numbers.isEmpty()) {
            throw unsupported("a list of texts and numbers together");
        }
        return numbers.isEmpty() ? new Operand.TextSet(texts) : new Operand.NumberSet(numbers);
    }

    private Operand call(CelExpr expression) {
        var call = expression.call();
        String function = call.function();
        List<CelExpr> arguments = new ArrayList<>();
        call.target().ifPresent(arguments::add);
        arguments.addAll(call.args());
        if (function.equals("_[_]")) {
            return entry(operand(arguments.getFirst()), key(arguments.getLast()));
        }
        // CEL divides whole numbers into whole numbers; signals are never whole, so nobody means that.
        if (Operators.isArithmetic(function)
                && ast.getType(expression.id()).filter(SimpleType.INT::equals).isPresent()) {
            throw unsupported("arithmetic on whole numbers (write 2.0 for 2)");
        }
        return Operators.apply(function, arguments.stream().map(this::operand).toList());
    }

    private static String key(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CONSTANT
                || expression.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
            throw unsupported("an entry whose name is not written out");
        }
        return expression.constant().stringValue();
    }

    private static Operand number(double value) {
        return new Operand.Number(signals -> value);
    }

    private static Operand text(String value) {
        return new Operand.Text(signals -> value);
    }

    private static Operand flag(Truth value) {
        return new Operand.Flag(signals -> value);
    }

    static UnsupportedExpressionException unsupported(String what) {
        return new UnsupportedExpressionException(what + " is not supported in policies");
    }
}
