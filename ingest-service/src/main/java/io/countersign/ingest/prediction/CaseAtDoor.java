package io.countersign.ingest.prediction;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a case when a submission comes to the door.
 *
 * @param newestRevision the highest revision taken in; 0 where there is none
 * @param revisions how many revisions were taken in
 * @param submissions fingerprint of the submission by revision, of the revisions that are asked for
 * @param standing a person's final decision that stands
 */
public record CaseAtDoor(
        int newestRevision,
        int revisions,
        Map<Integer, String> submissions,
        @Nullable StandingDecision standing) {

    /** A case that nobody has heard of. */
    public static final CaseAtDoor UNKNOWN = new CaseAtDoor(0, 0, Map.of(), null);

    public CaseAtDoor {
        submissions = Map.copyOf(submissions);
    }

    /** The case after a revision of it was taken in. */
    public CaseAtDoor with(int revision, Fingerprints fingerprints) {
        var more = new HashMap<>(submissions);
        more.put(revision, fingerprints.submission());
        return new CaseAtDoor(Math.max(newestRevision, revision), revisions + 1, more, standing);
    }
}
