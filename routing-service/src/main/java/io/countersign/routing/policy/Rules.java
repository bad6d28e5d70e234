package io.countersign.routing.policy;

import io.countersign.routing.signal.Signals;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rules in the order in which they are tried. Of those that ask for one of certain texts, only those are tried that ask
 * for what the case says: a thousand rules about a label each cost little more than a few. What fires is the same as if
 * each was tried.
 */
public final class Rules {

    private final List<Rule> inOrder;
    private final BitSet unguarded = new BitSet();
    private final List<Asked> asked;

    /** @param inOrder the first that fires decides */
    public Rules(List<Rule> inOrder) {
        this.inOrder = List.copyOf(inOrder);
        Map<Reading, Map<String, BitSet>> places = new LinkedHashMap<>();
        for (int place = 0; place < inOrder.size(); place++) {
            Guard guard = inOrder.get(place).when().guard();
            if (guard == null) {
                unguarded.set(place);
            } else {
                Map<String, BitSet> byText = places.computeIfAbsent(guard.reading(), _ -> new HashMap<>());
                for (String text : guard.texts()) {
                    byText.computeIfAbsent(text, _ -> new BitSet()).set(place);
                }
            }
        }
        List<Asked> all = new ArrayList<>();
        places.forEach((reading, byText) -> all.add(new Asked(reading, Map.copyOf(byText))));
        this.asked = List.copyOf(all);
    }

    /** Which rules ask for what a case says in one place. */
    private record Asked(Reading reading, Map<String, BitSet> places) {

        @Nullable
        BitSet placesFor(Signals signals) {
            String said = Guard.said(reading, signals);
            return said == null ? null : places.get(said);
        }
    }

    /** The rules in their order. */
    public List<Rule> inOrder() {
        return inOrder;
    }

    /**
     * The first rule whose condition is true of the case.
     *
     * @param others what else is asked of the rule
     */
    public @Nullable Rule first(Signals signals, Predicate<Rule> others) {
        BitSet worthATry = worthATry(signals);
        for (int place = worthATry.nextSetBit(0); place >= 0; place = worthATry.nextSetBit(place + 1)) {
            Rule rule = inOrder.get(place);
            if (rule.when().test(signals) == Truth.TRUE && others.test(rule)) {
                return rule;
            }
        }
        return null;
    }

    private BitSet worthATry(Signals signals) {
        BitSet all = (BitSet) unguarded.clone();
        for (Asked each : asked) {
            BitSet places = each.placesFor(signals);
            if (places != null) {
                all.or(places);
            }
        }
        return all;
    }
}
