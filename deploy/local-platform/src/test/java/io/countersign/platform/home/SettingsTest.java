package io.countersign.platform.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {

    @TempDir
    Path folder;

    @Test
    void whatWasChosenOnceHoldsForEveryLaterCommand() throws IOException {
        Home home = new Home(folder);
        Settings chosen = Settings.standard()
                .withPorts(new Ports(24000, Map.of("kafka", 29092)))
                .withMemory(4096)
                .withInstances(Map.of("routing", 2))
                .withTokenLifetime("30m")
                .withCompiler(Settings.Compiler.FULL);

        chosen.keepIn(home);

        assertThat(Settings.keptIn(home)).isEqualTo(chosen);
    }

    @Test
    void aHomeWithoutSettingsRunsWithTheStandardOnes() throws IOException {
        assertThat(Settings.keptIn(new Home(folder))).isEqualTo(Settings.standard());
    }
}
