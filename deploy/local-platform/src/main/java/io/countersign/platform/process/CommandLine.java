package io.countersign.platform.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param arguments program and arguments
 * @param environment added to the launcher's own
 * @param folder working folder
 */
public record CommandLine(List<String> arguments, Map<String, String> environment, Path folder) {

    public CommandLine {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }
}
