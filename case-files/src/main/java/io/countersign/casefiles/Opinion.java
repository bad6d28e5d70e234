package io.countersign.casefiles;

import org.jspecify.annotations.Nullable;

/**
 * What a second model said of a case.
 *
 * @param name who said it: {@code char} for the column {@code opinion_char_label}
 * @param label its answer
 * @param confidence its own confidence, 0..1; null when it gives none
 */
public record Opinion(String name, String label, @Nullable Double confidence) {}
