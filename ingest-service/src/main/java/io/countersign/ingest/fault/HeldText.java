package io.countersign.ingest.fault;

/** Text that may be wrong in any way, made so that a database and an event can hold it. */
public final class HeldText {

    private static final int REPLACEMENT = 0xFFFD;

    private HeldText() {}

    /** At most {@code limit} characters, with control characters and halves of surrogate pairs replaced. */
    public static String of(String text, int limit) {
        var cut = text.length() > limit ? text.substring(0, limit) : text;
        var held = new StringBuilder(cut.length());
        cut.codePoints()
                .map(c -> Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        ? REPLACEMENT
                        : c)
                .forEach(held::appendCodePoint);
        return held.toString();
    }
}
