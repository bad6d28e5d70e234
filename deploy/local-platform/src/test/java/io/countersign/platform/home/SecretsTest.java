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
    void theKeyOfTheDrawsIsKeptAndIsAnotherOneInAnotherHome() {
        Home one = new Home(folder.resolve("one"));
        String first = new Secrets(one).drawKey();

        assertThat(first).hasSizeGreaterThanOrEqualTo(32);
        assertThat(new Secrets(one).drawKey()).isEqualTo(first);
        assertThat(new Secrets(new Home(folder.resolve("another"))).drawKey()).isNotEqualTo(first);
        assertThat(new Secrets(one).passwordOf("routing")).isNotEqualTo(first);
    }

    @Test
    void onlyTheOwnerCanReadThem() throws IOException {
        Home home = new Home(folder);
        new Secrets(home).passwordOf("routing");
        new Secrets(home).drawKey();

        assertThat(Files.getPosixFilePermissions(home.secrets()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
}
