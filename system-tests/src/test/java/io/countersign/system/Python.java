package io.countersign.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the checks that are written in Python, so that they use nothing of ours; tests are skipped where there is none. */
final class Python {

    private static final Path SCRIPTS = Path.of("src", "test", "python");

    private Python() {}

    /** What a script came to: its exit code and everything it said. */
    record Result(int code, String said) {}

    static Result run(String script, List<String> arguments) throws IOException, InterruptedException {
        assumeTrue(isThere(), "There is no Python 3 on this machine");
        List<String> command =
                new ArrayList<>(List.of("python3", "-B", SCRIPTS.resolve(script).toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), said);
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 9))")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
