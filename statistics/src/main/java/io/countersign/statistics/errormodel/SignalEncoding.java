package io.countersign.statistics.errormodel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How the signals of a case become a row of numbers. Learnt once from training cases, without their outcomes, and kept
 * with the model, so that routing sees a case exactly as the training did.
 *
 * <p>Derived here: margin and entropy of the label probabilities; of each other model whether it agrees, its confidence,
 * and both in one number. A category that was rare or absent in training is missing, as is anything else unknown.
 */
public final class SignalEncoding {

    private static final int MOST_CATEGORIES = 254;
    private static final int MOST_PROBABILITIES = 20;

    private final List<SignalColumn> columns;

    SignalEncoding(List<SignalColumn> columns) {
        this.columns = List.copyOf(columns);
    }

    /**
     * Finds the columns that the given cases have and that vary among them.
     *
     * @param cases the training cases, at least one; outcomes are not looked at
     */
    public static SignalEncoding learn(List<Signals> cases) {
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("there must be at least one case to learn the columns from");
        }
        return new SignalEncoding(
                Stream.concat(quantities(cases), categories(cases)).toList());
    }

    /** The numbers of one case, one a column, NaN where missing. */
    public double[] encode(Signals signals) {
        double[] row = new double[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns.get(i).read(signals);
        }
        return row;
    }

    /** What each column is called, for instance {@code confidence}, {@code slice:domain}, {@code opinion_agrees:char}. */
    public List<String> titles() {
        return columns.stream().map(SignalColumn::title).toList();
    }

    List<SignalColumn> columns() {
        return columns;
    }

    private static Stream<SignalColumn> quantities(List<Signals> cases) {
        Set<String> opinions = names(cases, Signals::opinions);
        Set<String> labels = names(cases, Signals::probabilities);
        Stream<SignalColumn.Quantity> plain = Stream.of(
                        NumericSource.CONFIDENCE,
                        NumericSource.MARGIN,
                        NumericSource.ENTROPY,
                        NumericSource.OPINIONS_AGREEING,
                        NumericSource.ENSEMBLE_AGREEMENT,
                        NumericSource.NOVELTY,
                        NumericSource.VALUE)
                .map(source -> new SignalColumn.Quantity(source, ""));
        Stream<SignalColumn.Quantity> probabilities = labels.size() > MOST_PROBABILITIES
                ? Stream.empty()
                : labels.stream().map(label -> new SignalColumn.Quantity(NumericSource.PROBABILITY, label));
        Stream<SignalColumn.Quantity> votes = opinions.stream()
                .flatMap(name -> Stream.of(
                        new SignalColumn.Quantity(NumericSource.OPINION_AGREES, name),
                        new SignalColumn.Quantity(NumericSource.OPINION_CONFIDENCE, name),
                        new SignalColumn.Quantity(NumericSource.OPINION_SUPPORT, name)));
        Stream<SignalColumn.Quantity> features = names(cases, Signals::features).stream()
                .map(name -> new SignalColumn.Quantity(NumericSource.FEATURE, name));
        return Stream.of(plain, probabilities, votes, features)
                .flatMap(Function.identity())
                .filter(column -> varies(column, cases))
                .map(Function.identity());
    }

    private static boolean varies(SignalColumn column, List<Signals> cases) {
        double first = column.read(cases.getFirst());
        return cases.stream().anyMatch(signals -> Double.compare(column.read(signals), first) != 0);
    }

    private static Stream<SignalColumn> categories(List<Signals> cases) {
        Stream<SignalColumn.Category> label = Stream.of(category(CategoricalSource.PREDICTED_LABEL, "", cases));
        Stream<SignalColumn.Category> opinions = names(cases, Signals::opinions).stream()
                .map(name -> category(CategoricalSource.OPINION_LABEL, name, cases));
        Stream<SignalColumn.Category> slices =
                names(cases, Signals::slices).stream().map(name -> category(CategoricalSource.SLICE, name, cases));
        return Stream.of(label, opinions, slices)
                .flatMap(Function.identity())
                .filter(column -> column.categoryCount() > 1)
                .map(Function.identity());
    }

    private static SignalColumn.Category category(CategoricalSource source, String name, List<Signals> cases) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        cases.stream()
                .map(signals -> source.read(signals, name))
                .filter(Objects::nonNull)
                .forEach(category -> counts.merge(category, 1, Integer::sum));
        List<String> kept = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_CATEGORIES)
                .map(Map.Entry::getKey)
                .toList();
        return SignalColumn.Category.of(source, name, kept);
    }

    private static Set<String> names(List<Signals> cases, Function<Signals, Map<String, ?>> part) {
        Set<String> names = new TreeSet<>();
        cases.forEach(signals -> names.addAll(part.apply(signals).keySet()));
        return names;
    }
}
