package io.countersign.platform.command;

import io.countersign.platform.part.Build;
import io.countersign.platform.part.Preparation;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The launcher script's last step of a build. */
@Command(
        name = "prepare",
        hidden = true,
        description = "Unpacks the programs and has them play a rehearsal, in which they record what they know of their"
                + " classes when they are warm. So they start sooner; once a build.")
final class PrepareCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        Preparation.of(Build.ofThisLauncher(), new Console()).run();
        return 0;
    }
}
