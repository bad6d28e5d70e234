package io.countersign.routing.cel;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.NullableType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import io.countersign.routing.policy.Condition;
import io.countersign.routing.policy.ConditionCompiler;
import io.countersign.routing.policy.ConditionCompiler.Compiled.Ok;
import io.countersign.routing.policy.ConditionCompiler.Compiled.Wrong;
import io.countersign.routing.policy.Guard;
import io.countersign.routing.policy.Threshold;
import io.countersign.routing.signal.SignalName;
import java.util.List;
import java.util.Map;

/**
 * Expressions in CEL. CEL parses and type-checks them; what is checked becomes plain Java over signals, with two
 * differences from CEL's own evaluation: it does no work that a case cannot use up a millisecond with, and a missing
 * signal, or a calculation without an answer such as 0/0, makes a comparison unknown, inequality included, where CEL
 * would raise an error, call it unequal or call it false.
 */
public final class CelConditions implements ConditionCompiler {

    static final CelOptions OPTIONS = CelOptions.current()
            // So that authors may write 5 for 5.0.
            .enableHeterogeneousNumericComparisons(true)
            .build();

    private final CelCompiler compiler;
    private final Map<String, Threshold> thresholds;

    /** @param thresholds what {@code threshold.<name>} stands for */
    public CelConditions(Map<String, Threshold> thresholds) {
        this.compiler = compiler(thresholds);
        this.thresholds = Map.copyOf(thresholds);
    }

    /** Knows every signal, and these thresholds. */
    static CelCompiler compiler(Map<String, Threshold> thresholds) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setResultType(SimpleType.BOOL);
        for (SignalName signal : SignalName.values()) {
            builder.addVar(signal.inPolicies(), typeOf(signal));
        }
        thresholds.keySet().forEach(name -> builder.addVar("threshold." + name, SimpleType.DOUBLE));
        return builder.build();
    }

    @Override
    public Compiled compile(String expression) {
        CelValidationResult checked = compiler.compile(expression);
        if (checked.hasError()) {
            return new Wrong(
                    checked.getErrors().stream().map(CelConditions::inWords).toList());
        }
        try {
            ConditionBuilder builder = new ConditionBuilder(checked.getAst(), thresholds);
            Condition condition = builder.build();
            Guard guard = new GuardFinder(checked.getAst()).find();
            return new Ok(guard == null ? condition : Condition.guarded(condition, guard), builder.reads());
        } catch (UnsupportedExpressionException | CelValidationException unsupported) {
            return new Wrong(List.of(String.valueOf(unsupported.getMessage())));
        }
    }

    private static String inWords(CelIssue issue) {
        return "column " + (issue.getSourceLocation().getColumn() + 1) + ": " + issue.getMessage();
    }

    private static CelType typeOf(SignalName signal) {
        CelType number = NullableType.create(SimpleType.DOUBLE);
        CelType text = NullableType.create(SimpleType.STRING);
        return switch (signal.kind()) {
            case NUMBER -> number;
            case FLAG -> NullableType.create(SimpleType.BOOL);
            case TEXT -> text;
            case TEXTS -> ListType.create(SimpleType.STRING);
            case NUMBERS_BY_NAME -> MapType.create(SimpleType.STRING, number);
            case TEXTS_BY_NAME -> MapType.create(SimpleType.STRING, text);
        };
    }
}
