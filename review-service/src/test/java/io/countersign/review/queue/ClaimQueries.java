package io.countersign.review.queue;

/** The statements of a claim, for tests that look at their plans. */
public final class ClaimQueries {

    public static final String HEADS = NextCase.HEADS;
    public static final String TAKE = NextCase.TAKE;
    public static final String SEEN = NextCases.SEEN;
    public static final String LOCK = NextCases.LOCK;

    private ClaimQueries() {}
}
