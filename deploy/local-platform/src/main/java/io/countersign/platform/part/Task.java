package io.countersign.platform.part;

import io.countersign.platform.process.CommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that does one thing and ends.
 *
 * @param name unique within a home
 * @param needs names of the steps that must be done before
 * @param note where it is noted that this very task was done in this home before
 * @param preparation says what to run
 */
public record Task(String name, List<String> needs, Note note, Preparation preparation) implements Step {

    /** Names a file that is there once the task is done; another build's task has another file. */
    @FunctionalInterface
    public interface Note {
        Path file() throws IOException;
    }

    /** Says what to run. */
    @FunctionalInterface
    public interface Preparation {
        CommandLine commandLine() throws IOException;
    }
}
