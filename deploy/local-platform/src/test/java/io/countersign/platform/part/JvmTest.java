package io.countersign.platform.part;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmTest {

    private static final String ASKS = "-XX:+UseTransparentHugePages";

    @TempDir
    Path folder;

    @Test
    void large_pages_are_asked_for_where_the_kernel_gives_them() throws IOException {
        assertThat(Jvm.largePages(mode("always [madvise] never"))).containsExactly(ASKS);
        assertThat(Jvm.largePages(mode("[always] madvise never"))).containsExactly(ASKS);
    }

    @Test
    void they_are_not_asked_for_where_it_gives_none_or_is_another() throws IOException {
        assertThat(Jvm.largePages(mode("always madvise [never]"))).isEmpty();
        assertThat(Jvm.largePages(folder.resolve("absent"))).isEmpty();
    }

    @Test
    void the_jvm_of_this_machine_takes_what_it_is_told_without_a_word() throws Exception {
        List<String> command = Jvm.withHeap(64);
        command.add("--version");
        Process jvm = new ProcessBuilder(command).redirectErrorStream(true).start();

        String said = new String(jvm.getInputStream().readAllBytes(), UTF_8);

        assertThat(jvm.waitFor()).as(said).isZero();
        assertThat(said).doesNotContain("arning");
    }

    private Path mode(String modes) throws IOException {
        return Files.writeString(folder.resolve("enabled"), modes + "\n");
    }
}
