package io.countersign.statistics.boosting;

/** A set of category codes 0..255, one bit each. */
record CategorySet(long a, long b, long c, long d) {

    static final CategorySet EMPTY = new CategorySet(0, 0, 0, 0);

    boolean isEmpty() {
        return (a | b | c | d) == 0;
    }

    boolean contains(int code) {
        long word = switch (code >> 6) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            default -> d;
        };
        return (word >>> (code & 63) & 1) == 1;
    }

    CategorySet with(int code) {
        long bit = 1L << (code & 63);
        return switch (code >> 6) {
            case 0 -> new CategorySet(a | bit, b, c, d);
            case 1 -> new CategorySet(a, b | bit, c, d);
            case 2 -> new CategorySet(a, b, c | bit, d);
            default -> new CategorySet(a, b, c, d | bit);
        };
    }
}
