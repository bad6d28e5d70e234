package io.countersign.ingest.refusal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What was refused. */
public enum RefusedSubject {
    PREDICTION,
    OUTCOME;

    /** The word for it in events, in the API and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The subject of that word. */
    public static Optional<RefusedSubject> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
