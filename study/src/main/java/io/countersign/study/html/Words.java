package io.countersign.study.html;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Numbers as people read them, and text that is safe inside HTML. */
final class Words {
    private Words() {}

    /** A share as a percentage with one decimal. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** The same, or a dash where there is none. */
    static String percentOrDash(@Nullable Double share) {
        return share == null ? "–" : percent(share);
    }

    /** A share as a percentage without decimals. */
    static String wholePercent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    /** A difference of shares in points, with its sign; none where it rounds to nothing. */
    static String points(double difference) {
        String words = String.format(Locale.ROOT, "%+.1f", 100 * difference);
        return words.equals("-0.0") || words.equals("+0.0") ? "0.0" : words;
    }

    /** The size of a difference of shares in points. */
    static String size(double difference) {
        return String.format(Locale.ROOT, "%.1f", 100 * Math.abs(difference));
    }

    /** Models, each {@code id@version} and joined by commas, in words. */
    static String model(String models) {
        return Arrays.stream(models.split(", ", -1))
                .map(model -> model.replaceFirst("^(.*)@(.*)$", "the model “$1”, version $2"))
                .collect(Collectors.joining(" and "));
    }

    /** A count with thousands separated. */
    static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    /** Text with what HTML would take as its own written out; a number and its percent sign stay on one line. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;")
                .replace(" %", "&nbsp;%");
    }
}
