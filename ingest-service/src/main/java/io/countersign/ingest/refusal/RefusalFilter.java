package io.countersign.ingest.refusal;

/**
 * Which refusals are asked for. An empty text asks for all.
 *
 * @param before the id to go on behind: newest come first
 */
public record RefusalFilter(
        String before, String subject, String kind, String state, String caseId, String exclusionKey, String source) {

    /** The open refusals of an excluded key. */
    public static RefusalFilter openOf(String exclusionKey) {
        return new RefusalFilter("", "", "excluded", "open", "", exclusionKey, "");
    }

    /** Everything that was refused of a case. */
    public static RefusalFilter ofCase(String caseId) {
        return new RefusalFilter("", "", "", "", caseId, "", "");
    }
}
