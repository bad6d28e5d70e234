package io.countersign.ingest.wire;

import io.countersign.ingest.deadletter.DeadLetter;
import io.countersign.ingest.fault.Faults;
import io.countersign.topics.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a mended record must stay. A service of ours writes of each thing once, under its right key: a record that is mended
 * into another case's, or into another revision's, would say of that one what its own record says already, and who keeps no
 * memory of cases would do it twice. What upstream wrote may be wrong in its key as in all else, and goes through the door.
 */
public final class KeptIdentity {

    private static final String REVISION = "caseRevision";

    private KeptIdentity() {}

    /**
     * Adds a fault for each part of its identity that {@code mended} has changed.
     *
     * @param topic where the letter's record stood and where the mended one goes to
     * @param original what the letter's bytes say; null where they say nothing
     */
    public static void check(
            DeadLetter letter, Topic topic, @Nullable SpecificRecord original, SpecificRecord mended, Faults faults) {
        if (topic.isWrittenUpstream()) {
            return;
        }
        if (letter.key() != null && letter.keyCutFrom() == null) {
            mustStay(letter.key(), field(mended, topic.keyedBy()), topic.keyedBy(), faults);
        }
        if (original != null) {
            mustStay(field(original, REVISION), field(mended, REVISION), REVISION, faults);
        }
    }

    private static void mustStay(@Nullable String was, @Nullable String is, String field, Faults faults) {
        if (was != null && is != null && !was.equals(is)) {
            faults.add("mended." + field, "must stay " + was + ", was " + is + ": that one has a record of its own");
        }
    }

    /** Empty where records of this kind have no such field. */
    private static @Nullable String field(SpecificRecord record, String name) {
        var field = record.getSchema().getField(name);
        return field == null ? null : String.valueOf(record.get(field.pos()));
    }
}
