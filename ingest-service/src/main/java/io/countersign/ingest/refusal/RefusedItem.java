package io.countersign.ingest.refusal;

import io.countersign.ingest.fault.HeldText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was turned away.
 *
 * @param refusalId names it in the API
 * @param caseId the case, shortened and cleaned where it is no case id
 * @param fingerprint tells it from everything else: the same thing refused again is the same refusal
 * @param contentHash of a prediction; null of an outcome
 * @param payload the submission in wire format, as it can be replayed
 */
@SuppressWarnings("ArrayRecordComponent") // the payload is handed through, never compared
public record RefusedItem(
        String refusalId,
        RefusedSubject subject,
        Refusal refusal,
        String caseId,
        int caseRevision,
        String fingerprint,
        @Nullable String contentHash,
        @Nullable String source,
        String channel,
        Instant refusedAt,
        byte[] payload) {

    private static final int SHORT = 200;

    /** A name that may be wrong in any way, as a refusal holds it. */
    public static String held(String name) {
        return HeldText.of(name, SHORT);
    }
}
