package io.countersign.platform.command;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Settings;
import io.countersign.platform.part.Build;
import io.countersign.platform.part.Platform;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
final class HomeOption {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description =
                    "Folder of the installation; by default $COUNTERSIGN_HOME, else .countersign beside the launcher.")
    private @Nullable Path folder;

    Home home() {
        if (folder != null) {
            return new Home(folder);
        }
        String fromEnvironment = System.getenv("COUNTERSIGN_HOME");
        return new Home(
                fromEnvironment != null
                        ? Path.of(fromEnvironment)
                        : Build.ofThisLauncher().root().resolve(".countersign"));
    }

    Platform platform() throws IOException {
        Home home = home();
        return Platform.in(home, Settings.keptIn(home), Build.ofThisLauncher());
    }
}
