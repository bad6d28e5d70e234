package io.countersign.statistics.agreement;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Labels that people gave to items; anyone may have missed any item, or labelled it more than once. Items, raters and labels
 * are numbered from 0; items and raters in the order of their first label. Immutable.
 */
public final class Ratings {

    private final List<String> items;
    private final List<String> raters;
    private final List<String> labels;
    private final int[] raterOf;
    private final int[] labelOf;
    private final int[] firstOf;
    private final @Nullable Rating repeated;

    private Ratings(
            List<String> items,
            List<String> raters,
            List<String> labels,
            int[][] sorted,
            int[] firstOf,
            @Nullable Rating repeated) {
        this.items = items;
        this.raters = raters;
        this.labels = labels;
        this.raterOf = sorted[0];
        this.labelOf = sorted[1];
        this.firstOf = firstOf;
        this.repeated = repeated;
    }

    /** Ratings whose labels are in alphabetical order. */
    public static Ratings of(List<Rating> ratings) {
        TreeSet<String> labels = new TreeSet<>();
        ratings.forEach(rating -> labels.add(rating.label()));
        return of(ratings, List.copyOf(labels));
    }

    /**
     * Ratings with the labels in the given order, which is their rank on an ordinal scale.
     *
     * @param labels all labels that may occur, each once
     * @throws IllegalArgumentException if a label is not among them
     */
    public static Ratings of(List<Rating> ratings, List<String> labels) {
        Map<String, Integer> items = new LinkedHashMap<>();
        Map<String, Integer> raters = new LinkedHashMap<>();
        Map<String, Integer> codes = new LinkedHashMap<>();
        labels.forEach(label -> number(codes, label));
        int known = codes.size();
        var given = new HashSet<Long>();
        Rating repeated = null;
        int[][] coded = new int[ratings.size()][];
        for (int i = 0; i < coded.length; i++) {
            Rating rating = ratings.get(i);
            int label = number(codes, rating.label());
            if (label >= known) {
                throw new IllegalArgumentException("label " + rating.label() + " is not among " + labels);
            }
            coded[i] = new int[] {number(items, rating.item()), number(raters, rating.rater()), label};
            if (!given.add(((long) coded[i][0] << Integer.SIZE) | coded[i][1])) {
                repeated = rating;
            }
        }
        return new Ratings(
                List.copyOf(items.keySet()),
                List.copyOf(raters.keySet()),
                List.copyOf(labels),
                sorted(coded),
                starts(coded, items.size()),
                repeated);
    }

    /**
     * For what counts pairs of labels as agreement: one's own are none.
     *
     * @throws IllegalArgumentException if a rater labelled an item more than once
     */
    void requireOneLabelEach() {
        if (repeated != null) {
            throw new IllegalArgumentException(
                    "rater %s labelled item %s more than once".formatted(repeated.rater(), repeated.item()));
        }
    }

    private static int number(Map<String, Integer> numbers, String name) {
        Integer known = numbers.putIfAbsent(name, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    private static int[][] sorted(int[][] coded) {
        int[] order = IntStream.range(0, coded.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> coded[i][0]))
                .mapToInt(Integer::intValue)
                .toArray();
        return new int[][] {
            IntStream.of(order).map(i -> coded[i][1]).toArray(),
            IntStream.of(order).map(i -> coded[i][2]).toArray()
        };
    }

    private static int[] starts(int[][] coded, int items) {
        int[] starts = new int[items + 1];
        for (int[] one : coded) {
            starts[one[0] + 1]++;
        }
        for (int item = 0; item < items; item++) {
            starts[item + 1] += starts[item];
        }
        return starts;
    }

    /** The items' ids, by number. */
    public List<String> items() {
        return items;
    }

    /** The raters, by number. */
    public List<String> raters() {
        return raters;
    }

    /** The labels, by number. */
    public List<String> labels() {
        return labels;
    }

    /** How many labels were given. */
    public int size() {
        return labelOf.length;
    }

    /** How often each label was given to an item. */
    public int[] counts(int item) {
        int[] counts = new int[labels.size()];
        for (int i = firstOf[item]; i < firstOf[item + 1]; i++) {
            counts[labelOf[i]]++;
        }
        return counts;
    }

    /** Goes through every given label, by the numbers of item, rater and label. */
    public void forEach(Visitor visitor) {
        for (int item = 0; item < items.size(); item++) {
            for (int i = firstOf[item]; i < firstOf[item + 1]; i++) {
                visitor.visit(item, raterOf[i], labelOf[i]);
            }
        }
    }

    /** Takes one given label. */
    @FunctionalInterface
    public interface Visitor {
        /** An item, who labelled it, and with what. */
        void visit(int item, int rater, int label);
    }

    /** Position of an item's first rating; its ratings end before that of the next item. */
    int first(int item) {
        return firstOf[item];
    }

    int rater(int rating) {
        return raterOf[rating];
    }

    int label(int rating) {
        return labelOf[rating];
    }
}
