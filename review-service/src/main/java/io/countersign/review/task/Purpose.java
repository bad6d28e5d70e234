package io.countersign.review.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why a person is asked. The word of each is its name in lower case, everywhere. */
public enum Purpose {
    REVIEW,
    AUDIT,
    COMPLAINT,
    APPEAL,
    SECOND_OPINION,
    RECALL,
    PEER_AUDIT;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The purpose of that word; empty where there is none. */
    public static Optional<Purpose> of(String word) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.word().equals(word))
                .findFirst();
    }
}
