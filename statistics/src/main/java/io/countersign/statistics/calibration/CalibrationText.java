package io.countersign.statistics.calibration;

import io.countersign.statistics.calibration.SlicedCalibration.Node;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The form in which a calibration travels and is kept: lines of text with the format's version in the first.
 *
 * <pre>
 * countersign-calibration 2 shrinkage 0.0 last isotonic 0.5:0.4 0.9:0.8
 * / 10000.0 0.0 platt 1.2 -0.1
 * /hate 800.0 0.0 platt 1.2 -0.3
 * /hate/retweet 12.0 0.02 platt 1.2 -0.35
 * </pre>
 *
 * <p>The first line ends with the curve that all slices pass at last. The second is for all cases, whose path is {@code /}.
 * The others are the path of a slice, URL-encoded part by part, so that a slice named "" adds a {@code /} alone, the weight it
 * was fitted on, its shift in log-odds after that curve, and its function before it. Numbers are written so that reading
 * gives the same bits. Version 1, which had no such curve, was never released.
 */
public final class CalibrationText {
    private static final String FIRST_WORDS = "countersign-calibration 2 shrinkage ";

    private static final String LAST = " last ";

    private CalibrationText() {}

    /** Writes a calibration; the same calibration always gives the same text. */
    public static String write(SlicedCalibration calibration) {
        var text = new StringBuilder(FIRST_WORDS)
                .append(calibration.shrinkage())
                .append(LAST)
                .append(function(calibration.last()))
                .append('\n');
        write(text, "", calibration.root());
        return text.toString();
    }

    private static String function(Calibration calibration) {
        return switch (calibration) {
            case IdentityCalibration() -> "identity";
            case PlattCalibration(double slope, double offset) -> "platt " + slope + ' ' + offset;
            case IsotonicCalibration isotonic -> "isotonic " + points(isotonic);
        };
    }

    private static void write(StringBuilder text, String path, Node node) {
        text.append(path.isEmpty() ? "/" : path)
                .append(' ')
                .append(node.weight())
                .append(' ')
                .append(node.lastShift())
                .append(' ')
                .append(function(node.own()));
        text.append('\n');
        new TreeMap<>(node.slices())
                .forEach((slice, below) ->
                        write(text, path + "/" + URLEncoder.encode(slice, StandardCharsets.UTF_8), below));
    }

    private static String points(IsotonicCalibration isotonic) {
        double[] knots = isotonic.knots();
        double[] values = isotonic.values();
        return IntStream.range(0, knots.length)
                .mapToObj(i -> knots[i] + ":" + values[i])
                .collect(Collectors.joining(" "));
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is of another version or damaged; the message quotes the line
     */
    public static SlicedCalibration read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < 2 || !lines.getFirst().startsWith(FIRST_WORDS)) {
            throw new IllegalArgumentException("not a calibration of version 2");
        }
        String[] first = lines.getFirst().substring(FIRST_WORDS.length()).split(LAST, 2);
        double shrinkage = Double.parseDouble(first[0]);
        Calibration last = function(first[first.length - 1].split(" ", -1), lines.getFirst());
        var unfinished = new HashMap<String, Map<String, Node>>();
        // Narrower slices first, so that each node finds those below it.
        for (String line : lines.subList(2, lines.size()).reversed()) {
            String path = line.substring(0, Math.max(0, line.indexOf(' ')));
            Node node = node(line, unfinished.getOrDefault(path, Map.of()));
            int cut = path.lastIndexOf('/');
            if (cut < 0) {
                throw new IllegalArgumentException("no path in: " + line);
            }
            unfinished
                    .computeIfAbsent(path.substring(0, cut), parent -> new HashMap<>())
                    .put(URLDecoder.decode(path.substring(cut + 1), StandardCharsets.UTF_8), node);
        }
        if (!lines.get(1).startsWith("/ ")) {
            throw new IllegalArgumentException("no line for all cases");
        }
        return new SlicedCalibration(shrinkage, node(lines.get(1), unfinished.getOrDefault("", Map.of())), last);
    }

    private static Node node(String line, Map<String, Node> slices) {
        String[] words = line.split(" ", -1);
        if (words.length < 4) {
            throw new IllegalArgumentException("too short: " + line);
        }
        Calibration own = function(Arrays.copyOfRange(words, 3, words.length), line);
        return new Node(own, Double.parseDouble(words[1]), Double.parseDouble(words[2]), Map.copyOf(slices));
    }

    private static Calibration function(String[] words, String line) {
        String[] numbers = Arrays.copyOfRange(words, 1, words.length);
        try {
            return switch (words[0]) {
                case "identity" -> new IdentityCalibration();
                case "platt" -> new PlattCalibration(Double.parseDouble(numbers[0]), Double.parseDouble(numbers[1]));
                case "isotonic" -> IsotonicCalibration.through(part(numbers, 0), part(numbers, 1));
                default -> throw new IllegalArgumentException("unknown function");
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(e.getMessage() + " in: " + line, e);
        }
    }

    private static double[] part(String[] points, int side) {
        return Arrays.stream(points)
                .mapToDouble(point -> Double.parseDouble(point.split(":", -1)[side]))
                .toArray();
    }
}
