package io.countersign.platform.command;

import io.countersign.platform.account.Accounts;
import io.countersign.platform.home.Home;
import io.countersign.platform.home.Json;
import io.countersign.platform.home.PrivateFile;
import io.countersign.platform.home.Settings;
import io.countersign.platform.part.Build;
import io.countersign.platform.part.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Describes the system that runs in containers as if it ran in a home: docker-compose.yml publishes it at the standard
 * ports, and everybody there has the same password. With this, {@code token}, {@code tail} and {@code replay} reach it.
 */
@Command(
        name = "compose-home",
        hidden = true,
        description = "Writes a home that points at the system started by docker compose.")
final class ComposeCommand implements Callable<Integer> {

    @Mixin
    private final HomeOption homeOption = new HomeOption();

    @Override
    public Integer call() throws IOException {
        Home home = homeOption.home();
        String password = Objects.requireNonNullElse(System.getenv("COUNTERSIGN_PASSWORD"), "countersign");
        Settings.standard().keepIn(home);
        Platform platform = Platform.in(home, Settings.standard(), Build.ofThisLauncher());
        write(home.platformFile(), Map.of("ready", true, "addresses", platform.addresses()));
        write(Accounts.file(home), Accounts.demo(password));
        return 0;
    }

    private static void write(Path file, Object content) throws IOException {
        PrivateFile.write(file, Json.READABLE.writeValueAsString(content));
    }
}
