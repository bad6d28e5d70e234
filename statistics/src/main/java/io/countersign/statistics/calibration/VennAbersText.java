package io.countersign.statistics.calibration;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The form in which Venn-Abers intervals travel and are kept: lines of text with the format's version in the first.
 *
 * <pre>
 * countersign-venn-abers 1
 * 0.6 0.25 0.5
 * 0.9 0.7 0.85
 * </pre>
 *
 * <p>A line is a score, rising from line to line, and the two probabilities from there on: if the case were wrong, and if it
 * were right. Reading gives the same bits.
 */
public final class VennAbersText {
    private static final String FIRST_LINE = "countersign-venn-abers 1";

    private VennAbersText() {}

    /** Writes the intervals of every score. */
    public static String write(VennAbers vennAbers) {
        double[] scores = vennAbers.scores();
        double[] ifWrong = vennAbers.ifWrong();
        double[] ifRight = vennAbers.ifRight();
        return IntStream.range(0, scores.length)
                .mapToObj(i -> scores[i] + " " + ifWrong[i] + " " + ifRight[i] + "\n")
                .collect(Collectors.joining("", FIRST_LINE + "\n", ""));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is of another version or damaged; the message quotes the line
     */
    public static VennAbers read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2 || !lines.getFirst().equals(FIRST_LINE)) {
            throw new IllegalArgumentException("not Venn-Abers intervals of version 1");
        }
        double[][] columns = new double[3][lines.size() - 1];
        for (int i = 1; i < lines.size(); i++) {
            readLine(lines.get(i), columns, i - 1);
        }
        return VennAbers.through(columns[0], columns[1], columns[2]);
    }

    private static void readLine(String line, double[][] columns, int row) {
        String[] words = line.split(" ", -1);
        try {
            if (words.length != columns.length) {
                throw new IllegalArgumentException("not three numbers");
            }
            for (int column = 0; column < columns.length; column++) {
                columns[column][row] = Double.parseDouble(words[column]);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + " in: " + line, e);
        }
    }
}
