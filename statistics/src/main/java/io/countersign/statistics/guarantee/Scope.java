package io.countersign.statistics.guarantee;

/**
 * Whose decisions a certificate is about.
 *
 * @param modelVersion the model and version that made the predictions
 * @param slice the part of the cases, or {@code all}
 */
public record Scope(String modelVersion, String slice) {

    /** All cases of a model version. */
    public static Scope all(String modelVersion) {
        return new Scope(modelVersion, "all");
    }
}
