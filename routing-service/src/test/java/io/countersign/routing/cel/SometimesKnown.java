package io.countersign.routing.cel;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelAttribute.Qualifier;
import dev.cel.runtime.CelAttributePattern;
import dev.cel.runtime.PartialVars;
import io.countersign.routing.signal.SignalName;
import io.countersign.routing.signal.Signals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * A case of which some signals are known, as this service holds it and as CEL is told of it.
 *
 * @param values by the name that an expression uses, an entry as {@code features.amount}; what is not in it is missing
 * @param skills the skills that the case asks for
 */
record SometimesKnown(Map<String, Object> values, List<String> skills) {

    static final List<String> NUMBERS = List.of("confidence", "risk", "novelty", "features.amount", "features.age");
    static final List<String> FLAGS = List.of("reviewWanted", "candidate");
    static final List<String> TEXTS = List.of("label", "source", "slices.country");

    static Arbitrary<SometimesKnown> any() {
        Arbitrary<Map<String, Object>> numbers = some(NUMBERS, Arbitraries.of(-1.0, 0.0, 0.25, 0.5, 1.0, 12.0));
        Arbitrary<Map<String, Object>> flags = some(FLAGS, Arbitraries.of(true, false));
        Arbitrary<Map<String, Object>> texts = some(TEXTS, Arbitraries.of("spam", "ham", "", "sp"));
        Arbitrary<List<String>> skills =
                Arbitraries.of("german", "law").list().uniqueElements().ofMaxSize(2);
        return Combinators.combine(numbers, flags, texts, skills).as((number, flag, text, skill) -> {
            Map<String, Object> all = new HashMap<>(number);
            all.putAll(flag);
            all.putAll(text);
            return new SometimesKnown(all, skill);
        });
    }

    private static Arbitrary<Map<String, Object>> some(List<String> names, Arbitrary<?> values) {
        return Arbitraries.maps(Arbitraries.of(names), values.map(Object.class::cast))
                .ofMaxSize(names.size());
    }

    Signals signals() {
        Signals.Builder signals = Signals.builder()
                .texts(SignalName.REQUIRED_SKILLS, skills)
                .numbersByName(SignalName.FEATURES, entries("features", Double.class))
                .textsByName(SignalName.SLICES, entries("slices", String.class));
        values.forEach((name, value) -> SignalName.find(name).ifPresent(signal -> {
            switch (value) {
                case Double number -> signals.number(signal, number);
                case Boolean flag -> signals.flag(signal, flag);
                default -> signals.text(signal, (String) value);
            }
        }));
        return signals.build();
    }

    /** What is missing is an unknown attribute: CEL's own word for it. */
    PartialVars unknownToCel() {
        return PartialVars.of(
                variables(),
                missing()
                        .map(name -> {
                            String[] path = name.split("\\.", -1);
                            CelAttributePattern variable = CelAttributePattern.create(path[0]);
                            return path.length == 1 ? variable : variable.qualify(Qualifier.ofString(path[1]));
                        })
                        .toArray(CelAttributePattern[]::new));
    }

    /** What is missing is null. */
    Map<String, Object> nullToCel() {
        Map<String, Object> variables = new HashMap<>(variables());
        missing().forEach(name -> variables.put(name, NullValue.NULL_VALUE));
        return variables;
    }

    private Map<String, Object> variables() {
        Map<String, Object> variables = new HashMap<>();
        values.forEach((name, value) -> {
            if (SignalName.find(name).isPresent()) {
                variables.put(name, value);
            }
        });
        variables.put("features", entries("features", Double.class));
        variables.put("slices", entries("slices", String.class));
        variables.put("requiredSkills", skills);
        return variables;
    }

    private Stream<String> missing() {
        List<String> all = new ArrayList<>(NUMBERS);
        all.addAll(FLAGS);
        all.addAll(TEXTS);
        Set<String> known = values.keySet();
        return all.stream().filter(name -> !known.contains(name));
    }

    private <T> Map<String, T> entries(String map, Class<T> type) {
        Map<String, T> entries = new HashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(map + ".")) {
                entries.put(name.substring(map.length() + 1), type.cast(value));
            }
        });
        return entries;
    }
}
