package io.countersign.review.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a verdict says of the model's answer. The word of each is its name in lower case, everywhere. */
public enum VerdictWord {
    AGREE,
    OVERRIDE,
    /** The content does not tell. */
    UNDECIDABLE,
    /** The rules do not tell. */
    POLICY_GAP;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a verdict of this word decides the case. */
    public boolean decides() {
        return this == AGREE || this == OVERRIDE;
    }

    /** The verdict of that word; empty where there is none. */
    public static Optional<VerdictWord> of(String word) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.word().equals(word))
                .findFirst();
    }
}
