package io.countersign.routing.signal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The signals of one case. What is missing stays missing: a number is NaN, anything else null. */
public final class Signals {

    private static final SignalName[] NAMES = SignalName.values();

    private final double[] numbers;
    private final @Nullable Object[] others;

    private Signals(double[] numbers, @Nullable Object[] others) {
        this.numbers = numbers;
        this.others = others;
    }

    /** The number; NaN where it is missing. */
    public double number(SignalName name) {
        return numbers[name.ordinal()];
    }

    /** The flag; null where it is missing. */
    public @Nullable Boolean flag(SignalName name) {
        return (Boolean) others[name.ordinal()];
    }

    /** The text; null where it is missing. */
    public @Nullable String text(SignalName name) {
        return (String) others[name.ordinal()];
    }

    /** The texts; empty where there are none. */
    @SuppressWarnings("unchecked") // only texts(name, List<String>) writes there
    public List<String> texts(SignalName name) {
        List<String> texts = (List<String>) others[name.ordinal()];
        return texts == null ? List.of() : texts;
    }

    /** The number under the name; NaN where it is missing. */
    @SuppressWarnings("unchecked") // only numbersByName(...) writes there
    public double numberIn(SignalName name, String key) {
        Map<String, Double> byName = (Map<String, Double>) others[name.ordinal()];
        Double number = byName == null ? null : byName.get(key);
        return number == null ? Double.NaN : number;
    }

    /** The text under the name; null where it is missing. */
    @SuppressWarnings("unchecked") // only textsByName(...) writes there
    public @Nullable String textIn(SignalName name, String key) {
        Map<String, String> byName = (Map<String, String>) others[name.ordinal()];
        return byName == null ? null : byName.get(key);
    }

    /** Whether there is anything under the name. */
    public boolean has(SignalName name, String key) {
        return others[name.ordinal()] instanceof Map<?, ?> byName && byName.containsKey(key);
    }

    /** Whether the signal is missing. */
    public boolean isMissing(SignalName name) {
        return name.kind() == SignalName.Kind.NUMBER
                ? Double.isNaN(numbers[name.ordinal()])
                : others[name.ordinal()] == null;
    }

    /** Signals of which all are missing yet. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects signals; a null leaves the signal missing. */
    public static final class Builder {

        private final double[] numbers = new double[NAMES.length];
        private final @Nullable Object[] others = new Object[NAMES.length];

        private Builder() {
            Arrays.fill(numbers, Double.NaN);
        }

        public Builder number(SignalName name, @Nullable Double value) {
            require(name, SignalName.Kind.NUMBER);
            numbers[name.ordinal()] = value == null ? Double.NaN : value;
            return this;
        }

        public Builder flag(SignalName name, @Nullable Boolean value) {
            return other(name, SignalName.Kind.FLAG, value);
        }

        public Builder text(SignalName name, @Nullable String value) {
            return other(name, SignalName.Kind.TEXT, value);
        }

        public Builder texts(SignalName name, List<String> value) {
            return other(name, SignalName.Kind.TEXTS, value);
        }

        public Builder numbersByName(SignalName name, Map<String, Double> value) {
            return other(name, SignalName.Kind.NUMBERS_BY_NAME, value);
        }

        public Builder textsByName(SignalName name, Map<String, String> value) {
            return other(name, SignalName.Kind.TEXTS_BY_NAME, value);
        }

        public Signals build() {
            return new Signals(numbers.clone(), others.clone());
        }

        private Builder other(SignalName name, SignalName.Kind kind, @Nullable Object value) {
            require(name, kind);
            others[name.ordinal()] = value;
            return this;
        }

        private static void require(SignalName name, SignalName.Kind kind) {
            if (name.kind() != kind) {
                throw new IllegalArgumentException(name.inPolicies() + " is a " + name.kind() + ", not a " + kind);
            }
        }
    }
}
