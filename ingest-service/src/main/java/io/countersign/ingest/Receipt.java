package io.countersign.ingest;

import io.countersign.ingest.refusal.Refusal;

/** What became of something at the door. */
public sealed interface Receipt {

    /** It goes on. */
    record Accepted() implements Receipt {}

    /** It was in already; nothing happened. */
    record Repeated() implements Receipt {}

    /**
     * It was turned away.
     *
     * @param refusalId names the refusal, new or known, in the API
     */
    record Refused(String refusalId, Refusal refusal) implements Receipt {}

    /** The word for it, as metrics and answers use it. */
    default String word() {
        return switch (this) {
            case Accepted _ -> "accepted";
            case Repeated _ -> "repeated";
            case Refused refused -> refused.refusal().kind();
        };
    }
}
