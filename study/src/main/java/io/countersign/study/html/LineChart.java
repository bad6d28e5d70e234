package io.countersign.study.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A picture of curves over percentages, as SVG that scales with the page. */
final class LineChart {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 380;
    private static final int LEFT = 84;
    private static final int RIGHT = 30;
    private static final int TOP = 14;
    private static final int BOTTOM = 58;

    private final String description;
    private final String xTitle;
    private final String yTitle;
    private final double xMin;
    private final double xMax;
    private final double yMin;
    private final double yMax;
    private final List<Curve> curves = new ArrayList<>();
    private final StringBuilder ranges = new StringBuilder();

    /** One curve: its name in the legend, its style class, its points, and whether each point gets a dot. */
    private record Curve(String name, String style, List<double[]> points, boolean dots) {}

    /** How far chance may move a point up and down. */
    record Range(double x, double low, double high) {}

    LineChart(String description, String xTitle, String yTitle, double xMin, double xMax, double yMin, double yMax) {
        this.description = description;
        this.xTitle = xTitle;
        this.yTitle = yTitle;
        this.xMin = xMin;
        this.xMax = xMax;
        this.yMin = yMin;
        this.yMax = yMax;
    }

    LineChart curve(String name, String style, List<double[]> points) {
        curves.add(new Curve(name, style, points, false));
        return this;
    }

    LineChart dotted(String name, String style, List<double[]> points) {
        curves.add(new Curve(name, style, points, true));
        return this;
    }

    /** Thin upright lines beside the points of a curve. */
    LineChart ranges(String style, List<Range> of) {
        of.forEach(range ->
                ranges.append(line(x(range.x()), y(range.low()), x(range.x()), y(range.high()), "range " + style)));
        return this;
    }

    String figure() {
        String legend = curves.stream()
                .map(c -> "<span class=\"entry\"><span class=\"key %s\"></span>%s</span>"
                        .formatted(c.style(), Words.escape(c.name())))
                .collect(Collectors.joining("\n"));
        return """
                <figure>
                <svg viewBox="0 0 %d %d" role="img" aria-label="%s">
                %s%s%s
                </svg>
                <figcaption>%s</figcaption>
                </figure>
                """.formatted(WIDTH, HEIGHT, Words.escape(description), grid(), titles(), lines(), legend);
    }

    private String grid() {
        var grid = new StringBuilder();
        for (int i = 0; i <= 5; i++) {
            double x = xMin + i * (xMax - xMin) / 5;
            double y = yMin + i * (yMax - yMin) / 5;
            grid.append(line(x(x), TOP, x(x), HEIGHT - BOTTOM, "grid"))
                    .append(line(LEFT, y(y), WIDTH - RIGHT, y(y), "grid"))
                    .append(text(x(x), HEIGHT - BOTTOM + 20, "middle", label(x, xMax - xMin)))
                    .append(text(LEFT - 6, y(y) + 4, "end", label(y, yMax - yMin)));
        }
        return grid.toString();
    }

    private static String label(double share, double span) {
        return String.format(Locale.ROOT, span < 0.1 ? "%.1f %%" : "%.0f %%", 100 * share);
    }

    private String titles() {
        return text((LEFT + WIDTH - RIGHT) / 2.0, HEIGHT - 12, "middle", xTitle)
                + "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">%s</text>\n"
                        .formatted((TOP + HEIGHT - BOTTOM) / 2, Words.escape(yTitle));
    }

    private String lines() {
        return ranges + curves.stream().map(this::drawn).collect(Collectors.joining());
    }

    private String drawn(Curve curve) {
        String points = curve.points().stream().map(p -> at(p[0], p[1])).collect(Collectors.joining(" "));
        String line = "<polyline class=\"%s\" points=\"%s\"/>\n".formatted(curve.style(), points);
        return curve.dots()
                ? line
                        + curve.points().stream()
                                .map(p -> "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>\n"
                                        .formatted(curve.style(), x(p[0]), y(p[1])))
                                .collect(Collectors.joining())
                : line;
    }

    private String at(double x, double y) {
        return String.format(Locale.ROOT, "%.1f,%.1f", x(x), y(y));
    }

    private static String line(double x1, double y1, double x2, double y2, String style) {
        return String.format(
                Locale.ROOT,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
                style,
                x1,
                y1,
                x2,
                y2);
    }

    private static String text(double x, double y, String anchor, String words) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                x,
                y,
                anchor,
                Words.escape(words));
    }

    private double x(double value) {
        return LEFT + (Math.clamp(value, xMin, xMax) - xMin) / (xMax - xMin) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (Math.clamp(value, yMin, yMax) - yMin) / (yMax - yMin) * (HEIGHT - TOP - BOTTOM);
    }
}
