package io.countersign.statistics.errormodel;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One column of the error model's table: how a case's signals become one number, NaN when missing. */
sealed interface SignalColumn {

    /** The column's number for a case: the quantity itself, or the code of its category; NaN when missing or never seen. */
    double read(Signals signals);

    /** How the column is called in explanations, for instance {@code opinion_agrees:char}. */
    String title();

    /** How many categories the column has; 0 for a quantity. */
    int categoryCount();

    private static String title(Enum<?> source, String name) {
        String kind = source.name().toLowerCase(Locale.ROOT);
        return name.isEmpty() ? kind : kind + ":" + name;
    }

    /** A quantity. */
    record Quantity(NumericSource source, String name) implements SignalColumn {

        @Override
        public double read(Signals signals) {
            return source.read(signals, name);
        }

        @Override
        public String title() {
            return SignalColumn.title(source, name);
        }

        @Override
        public int categoryCount() {
            return 0;
        }
    }

    /** A category, coded by its place in the list of those that were seen often enough to learn from. */
    record Category(CategoricalSource source, String name, List<String> categories, Map<String, Integer> codes)
            implements SignalColumn {

        static Category of(CategoricalSource source, String name, List<String> categories) {
            Map<String, Integer> codes = new HashMap<>();
            for (String category : categories) {
                codes.put(category, codes.size());
            }
            return new Category(source, name, List.copyOf(categories), Map.copyOf(codes));
        }

        @Override
        public double read(Signals signals) {
            String category = source.read(signals, name);
            Integer code = category == null ? null : codes.get(category);
            return code == null ? Double.NaN : code;
        }

        @Override
        public String title() {
            return SignalColumn.title(source, name);
        }

        @Override
        public int categoryCount() {
            return categories.size();
        }
    }
}
