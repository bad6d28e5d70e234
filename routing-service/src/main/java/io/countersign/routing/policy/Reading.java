package io.countersign.routing.policy;

import io.countersign.routing.signal.SignalName;
import io.countersign.routing.signal.Signals;
import org.jspecify.annotations.Nullable;

/** One thing that an expression reads of a case. */
public sealed interface Reading {

    /** Its name as expressions write it. */
    String name();

    /** Its value for the record: a {@link Double}, a {@link String}, or null where it is missing. */
    @Nullable
    Object valueIn(Signals signals);

    /** A signal as a whole. */
    record OfSignal(SignalName signal) implements Reading {

        @Override
        public String name() {
            return signal.inPolicies();
        }

        @Override
        public @Nullable Object valueIn(Signals signals) {
            if (signals.isMissing(signal)) {
                return null;
            }
            return switch (signal.kind()) {
                case NUMBER -> signals.number(signal);
                case FLAG -> String.valueOf(signals.flag(signal));
                case TEXT -> signals.text(signal);
                case TEXTS -> String.join(",", signals.texts(signal));
                case NUMBERS_BY_NAME, TEXTS_BY_NAME -> null;
            };
        }
    }

    /** One entry of a signal that has names in it. */
    record OfEntry(SignalName signal, String key) implements Reading {

        @Override
        public String name() {
            return signal.inPolicies() + "." + key;
        }

        @Override
        public @Nullable Object valueIn(Signals signals) {
            if (signal.kind() == SignalName.Kind.TEXTS_BY_NAME) {
                return signals.textIn(signal, key);
            }
            double number = signals.numberIn(signal, key);
            return Double.isNaN(number) ? null : number;
        }
    }

    /** A threshold, which holds for this label, action and source. */
    record OfThreshold(String threshold, Threshold value) implements Reading {

        @Override
        public String name() {
            return "threshold." + threshold;
        }

        @Override
        public @Nullable Object valueIn(Signals signals) {
            return value.of(signals);
        }
    }
}
