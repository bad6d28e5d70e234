package io.countersign.routing.cel;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import io.countersign.routing.policy.Guard;
import io.countersign.routing.policy.Reading;
import io.countersign.routing.signal.SignalName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a case must say for a checked expression to be true: {@code label == 'x'}, {@code slices.country in ['DE',
 * 'AT']}, all of them joined by {@code &&} to whatever else, or by {@code ||} to their like.
 */
final class GuardFinder {

    private final CelExpr whole;

    GuardFinder(CelAbstractSyntaxTree ast) {
        this.whole = ast.getExpr();
    }

    /** The narrowest guard that is known; null where there is none. */
    @Nullable
    Guard find() {
        return of(whole);
    }

    private static @Nullable Guard of(CelExpr expression) {
        if (expression.getKind() != CelExpr.ExprKind.Kind.CALL
                || expression.call().args().size() != 2) {
            return null;
        }
        CelCall call = expression.call();
        CelExpr left = call.args().getFirst();
        CelExpr right = call.args().getLast();
        return switch (call.function()) {
            case "_&&_" -> narrower(of(left), of(right));
            case "_||_" -> either(of(left), of(right));
            case "_==_" -> {
                Guard guard = oneOf(left, List.of(right));
                yield guard == null ? oneOf(right, List.of(left)) : guard;
            }
            case "@in" ->
                right.getKind() == CelExpr.ExprKind.Kind.LIST
                        ? oneOf(left, right.list().elements())
                        : null;
            default -> null;
        };
    }

    private static @Nullable Guard narrower(@Nullable Guard one, @Nullable Guard other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.texts().size() < one.texts().size() ? other : one;
    }

    /** True when either is, so a case must say what one of them asks for; of two places nothing can be said. */
    private static @Nullable Guard either(@Nullable Guard one, @Nullable Guard other) {
        if (one == null || other == null || !one.reading().equals(other.reading())) {
            return null;
        }
        Set<String> texts = new HashSet<>(one.texts());
        texts.addAll(other.texts());
        return new Guard(one.reading(), Set.copyOf(texts));
    }

    private static @Nullable Guard oneOf(CelExpr read, List<CelExpr> writtenOut) {
        Reading reading = textOf(read);
        if (reading == null || !writtenOut.stream().allMatch(GuardFinder::isText)) {
            return null;
        }
        Set<String> texts = new HashSet<>();
        writtenOut.forEach(text -> texts.add(text.constant().stringValue()));
        return new Guard(reading, Set.copyOf(texts));
    }

    private static @Nullable Reading textOf(CelExpr expression) {
        return switch (expression.getKind()) {
            case IDENT ->
                SignalName.find(expression.ident().name())
                        .filter(signal -> signal.kind() == SignalName.Kind.TEXT)
                        .map(Reading.OfSignal::new)
                        .orElse(null);
            case SELECT ->
                entryOf(expression.select().operand(), expression.select().field());
            case CALL ->
                expression.call().function().equals("_[_]")
                                && isText(expression.call().args().getLast())
                        ? entryOf(
                                expression.call().args().getFirst(),
                                expression.call().args().getLast().constant().stringValue())
                        : null;
            default -> null;
        };
    }

    private static @Nullable Reading entryOf(CelExpr map, String key) {
        boolean slices = map.getKind() == CelExpr.ExprKind.Kind.IDENT
                && map.ident().name().equals(SignalName.SLICES.inPolicies());
        return slices ? new Reading.OfEntry(SignalName.SLICES, key) : null;
    }

    private static boolean isText(CelExpr expression) {
        return expression.getKind() == CelExpr.ExprKind.Kind.CONSTANT
                && expression.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    }
}
