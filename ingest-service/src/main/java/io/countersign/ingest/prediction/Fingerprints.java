package io.countersign.ingest.prediction;

/**
 * SHA-256, lower-case hex, of what is compared of a submission.
 *
 * @param content the prediction: what events carry as {@code contentHash}
 * @param submission the prediction and its groups: what tells a repetition from a conflict
 * @param input what a person would look at, whoever predicted on it: the content, else features and slices, else the
 *     prediction itself
 */
public record Fingerprints(String content, String submission, String input) {}
