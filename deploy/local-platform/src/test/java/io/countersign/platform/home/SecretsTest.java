package io.countersign.platform.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {

    @TempDir
    Path folder;

    @Test
    void aPasswordIsDrawnOnceAndKept() {
        String first = new Secrets(new Home(folder)).passwordOf("routing");

        assertThat(new Secrets(new Home(folder)).passwordOf("routing")).isEqualTo(first);
        assertThat(new Secrets(new Home(folder)).passwordOf("review")).isNotEqualTo(first);
    }

    @Test
    void onlyTheOwnerCanReadThem() throws IOException {
        Home home = new Home(folder);
        new Secrets(home).passwordOf("routing");

        assertThat(Files.getPosixFilePermissions(home.secrets()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
