package io.countersign.review.task;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reviewer says of a case.
 *
 * @param verdict null where it follows from the label: the model's own means agreement, any other an override
 * @param label null where the verdict decides nothing, or is an agreement with what was revealed
 * @param action null where the label says it
 * @param confidence the reviewer's own, 0..1
 * @param category why it was overridden, from a list; may be left out
 */
public record Judgment(
        @Nullable VerdictWord verdict,
        @Nullable String label,
        @Nullable String action,
        @Nullable Double confidence,
        @Nullable String severity,
        List<FieldChange> fields,
        @Nullable String category,
        @Nullable String notes,
        @Nullable Exclusion exclude) {

    public Judgment {
        fields = List.copyOf(fields);
    }

    /** A judgment that is only a label. */
    public static Judgment label(String label) {
        return new Judgment(null, label, null, null, null, List.of(), null, null, null);
    }

    /** The same judgment with what was left to be derived. */
    Judgment as(VerdictWord word, @Nullable String itsLabel) {
        return new Judgment(word, itsLabel, action, confidence, severity, fields, category, notes, exclude);
    }

    /** Whether it corrects something beside the label. */
    boolean changesMoreThanTheLabel() {
        return action != null || confidence != null || severity != null || !fields.isEmpty();
    }
}
