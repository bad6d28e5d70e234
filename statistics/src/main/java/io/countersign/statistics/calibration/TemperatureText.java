package io.countersign.statistics.calibration;

/**
 * The form in which a temperature travels and is kept: {@code countersign-temperature 1 1.75}, the format's version first.
 * Reading gives the same bits.
 */
public final class TemperatureText {
    private static final String FIRST_WORDS = "countersign-temperature 1 ";

    private TemperatureText() {}

    /** Writes a temperature on one line. */
    public static String write(TemperatureScaling scaling) {
        return FIRST_WORDS + scaling.temperature() + "\n";
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException if it is of another version or damaged; the message quotes it
     */
    public static TemperatureScaling read(String text) {
        String line = text.strip();
        if (!line.startsWith(FIRST_WORDS)) {
            throw new IllegalArgumentException("not a temperature of version 1: " + line);
        }
        try {
            return new TemperatureScaling(Double.parseDouble(line.substring(FIRST_WORDS.length())));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a temperature: " + line, e);
        }
    }
}
