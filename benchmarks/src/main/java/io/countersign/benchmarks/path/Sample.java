package io.countersign.benchmarks.path;

import java.util.SplittableRandom;

/** What a moderator of comments would send about one of them: most are easy, some are for people. */
record Sample(String caseId, double confidence, double novelty) {

    static final String SOURCE = "comments";
    static final String MODEL = "toxicity";
    static final String VERSION = "2026-03";
    static final String LABEL = "toxic";
    static final String OTHER = "fine";
    static final String TEXT =
            "the service was slow again and nobody answered my letter of last week, which I find quite "
                    + "remarkable for a company that advertises its kindness";

    private static final double LARGEST_NOVELTY = 0.6;

    /** The same for the same case. */
    Sample(String caseId) {
        this(caseId, new SplittableRandom(caseId.hashCode()));
    }

    private Sample(String caseId, SplittableRandom random) {
        this(caseId, 0.5 + 0.5 * Math.sqrt(random.nextDouble()), LARGEST_NOVELTY * random.nextDouble());
    }

    String itemKey() {
        return "comment/" + caseId;
    }
}
