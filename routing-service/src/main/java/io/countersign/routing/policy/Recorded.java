package io.countersign.routing.policy;

/**
 * One value that goes into the record of a routed case.
 *
 * @param alsoMissing whether it is named even where the case does not have it: true of what the rules read
 */
public record Recorded(Reading reading, boolean alsoMissing) {}
