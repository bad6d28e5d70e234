package io.countersign.kit.http;

/** Text that may quote a request, made so that any JSON writer can send it. */
final class SentText {

    private static final int REPLACEMENT = 0xFFFD;

    private SentText() {}

    /** At most {@code limit} characters, with control characters and halves of surrogate pairs replaced. */
    static String of(String text, int limit) {
        var sent = new StringBuilder(Math.min(text.length(), limit));
        text.codePoints().limit(limit).map(SentText::orReplaced).forEach(sent::appendCodePoint);
        return sent.toString();
    }

    private static int orReplaced(int c) {
        boolean lone = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
        boolean breaksALine = c == '\n' || c == '\t';
        return lone || (Character.isISOControl(c) && !breaksALine) ? REPLACEMENT : c;
    }
}
