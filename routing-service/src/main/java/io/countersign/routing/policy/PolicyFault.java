package io.countersign.routing.policy;

/**
 * One thing that is wrong with a policy document.
 *
 * @param line where, from 1
 * @param where the rule or section, for example {@code rules.review-novelty.when}
 * @param message what is wrong, in words
 */
public record PolicyFault(int line, String where, String message) {}
