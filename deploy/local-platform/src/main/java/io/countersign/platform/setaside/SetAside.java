package io.countersign.platform.setaside;

/** What the ingest-service sets aside for somebody to look at: it is listed, shown, mended, replayed and dismissed alike. */
public enum SetAside {
    /** What no service could process. */
    DEAD_LETTERS("/v1/dead-letters", "dead letter", "record"),
    /** What was turned away at the door. */
    REFUSALS("/v1/refusals", "refusal", "submission");

    private final String path;
    private final String name;
    private final String content;

    SetAside(String path, String name, String content) {
        this.path = path;
        this.name = name;
        this.content = content;
    }

    String path() {
        return path;
    }

    /** What one of them is called. */
    public String called() {
        return name;
    }

    /** The field that has what was set aside, to be mended. */
    public String content() {
        return content;
    }
}
