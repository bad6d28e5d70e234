package io.countersign.ingest.outcome;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a case's outcomes when another comes to the door. Of more than {@link OutcomeDoor#MOST_OUTCOMES} of a
 * sort no more than those are counted.
 *
 * @param truths how many ground truths were taken in
 * @param objections how many complaints and appeals were taken in
 * @param fingerprints by outcome id, of the outcomes that are asked for
 */
public record OutcomesAtDoor(int truths, int objections, Map<String, String> fingerprints) {

    /** Of a case that nobody has said anything of. */
    public static final OutcomesAtDoor NONE = new OutcomesAtDoor(0, 0, Map.of());

    public OutcomesAtDoor {
        fingerprints = Map.copyOf(fingerprints);
    }

    /** The fingerprint of the outcome of that name that is in; null where there is none. */
    @Nullable
    String fingerprint(String outcomeId) {
        return fingerprints.get(outcomeId);
    }

    /** After an outcome was taken in. */
    public OutcomesAtDoor with(KnownOutcome outcome) {
        var more = new HashMap<>(fingerprints);
        more.put(outcome.outcomeId(), outcome.fingerprint());
        int truth = outcome.isGroundTruth() ? 1 : 0;
        return new OutcomesAtDoor(truths + truth, objections + 1 - truth, more);
    }
}
