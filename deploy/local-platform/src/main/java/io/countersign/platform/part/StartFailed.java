package io.countersign.platform.part;

import java.util.List;

/** A step could not be done; says which, why, and what its log ended with. */
public final class StartFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StartFailed(String step, String reason, List<String> log) {
        super(step + ": " + reason + (log.isEmpty() ? "" : "\n    | " + String.join("\n    | ", log)));
    }
}
