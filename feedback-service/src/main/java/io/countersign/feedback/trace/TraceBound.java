package io.countersign.feedback.trace;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How much of a story a published trace lists: whoever keeps sending under one case id must not make a record that Kafka
 * refuses. Everything that is concluded from the story (state, labels, facts) is concluded from the whole of it before.
 *
 * <p>What decides most stays: ground truth before complaints, verdicts and resolutions before other steps, and the newer
 * before the older. What stays keeps its order. A pure function of the trace, and so of the set of events.
 */
record TraceBound(int refusals, int steps, int decisions, int outcomes, int revisions) {

    /** A story within it is listed whole. */
    static final TraceBound USUAL = new TraceBound(CaseEvents.MOST_REFUSALS, 500, 100, 100, 1000);

    /** The story as it may be listed, ever shorter: by the usual bound first, at the very last no more than how it stands. */
    static Stream<CaseTrace> listings(CaseTrace story) {
        return Stream.concat(
                Stream.iterate(USUAL, bound -> !bound.isNothing(), TraceBound::half)
                        .map(bound -> bound.of(story)),
                Stream.of(standing(story)));
    }

    CaseTrace of(CaseTrace story) {
        return new CaseTrace(
                story.caseId(),
                story.caseRevision(),
                story.occurredAt(),
                story.state(),
                story.prediction(),
                story.routing(),
                most(steps, story.review(), ReviewStep::isJudgment),
                most(decisions, story.decisions(), _ -> true),
                most(outcomes, story.outcomes(), Outcome::isGroundTruth),
                most(refusals, story.refusals(), _ -> true),
                story.decidedLabel(),
                story.trueLabel(),
                story.excludedKeys(),
                most(revisions, story.supersededRevisions(), _ -> true));
    }

    private TraceBound half() {
        return new TraceBound(refusals / 2, steps / 2, decisions / 2, outcomes / 2, revisions / 2);
    }

    private boolean isNothing() {
        return refusals + steps + decisions + outcomes + revisions == 0;
    }

    private static <T> List<T> most(int limit, List<T> oldestFirst, Predicate<T> preferred) {
        if (oldestFirst.size() <= limit) {
            return oldestFirst;
        }
        int roomForPreferred =
                (int) oldestFirst.stream().filter(preferred).limit(limit).count();
        int roomForOthers = limit - roomForPreferred;
        var kept = new ArrayDeque<T>(limit);
        for (T each : oldestFirst.reversed()) {
            if (preferred.test(each) ? roomForPreferred-- > 0 : roomForOthers-- > 0) {
                kept.addFirst(each);
            }
        }
        return List.copyOf(kept);
    }

    private static CaseTrace standing(CaseTrace story) {
        return new CaseTrace(
                story.caseId(),
                story.caseRevision(),
                story.occurredAt(),
                story.state(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of());
    }
}
