package io.countersign.platform.command;

import io.countersign.platform.part.Build;
import io.countersign.platform.part.Preparation;
import picocli.CommandLine.Command;

/** The launcher script's last step of a build. */
@Command(
        name = "prepare",
        hidden = true,
        description = "Unpacks the services and caches their classes, so that they start faster; once a build.")
final class PrepareCommand implements Runnable {

    @Override
    public void run() {
        new Preparation(Build.ofThisLauncher(), new Console()).run();
    }
}
