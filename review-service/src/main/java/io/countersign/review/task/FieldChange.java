package io.countersign.review.task;

import org.jspecify.annotations.Nullable;

/**
 * One structured field as the reviewer corrects it.
 *
 * @param before what the model said; null where it said nothing
 * @param after what the reviewer says; null where the field is empty
 */
public record FieldChange(
        String name, @Nullable String before, @Nullable String after) {}
