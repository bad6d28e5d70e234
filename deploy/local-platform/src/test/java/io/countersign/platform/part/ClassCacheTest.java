package io.countersign.platform.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassCacheTest {

    @TempDir
    private Path folder;

    /** What is trained: ends as its environment says. */
    static final class Application {
        public static void main(String... arguments) {
            System.exit(Integer.parseInt(System.getenv("ENDS_WITH")));
        }
    }

    @Test
    void an_application_runs_from_the_classes_that_a_training_run_left() throws Exception {
        ClassCache classes = new ClassCache(jar());

        classes.make(List.of("-Xmx64m", "-XX:+UseSerialGC"), Map.of("ENDS_WITH", "0"));

        assertThat(exitCodeWith(classes.options(), "-XX:AOTMode=on")).isEqualTo(7);
        assertThat(files()).hasSize(2);
    }

    @Test
    void a_training_run_that_fails_leaves_nothing() throws IOException {
        ClassCache classes = new ClassCache(jar());

        assertThatThrownBy(() -> classes.make(List.of(), Map.of("ENDS_WITH", "3")))
                .hasMessageContaining("application.jar failed (exit code 3)");

        assertThat(classes.exists()).isFalse();
        assertThat(classes.options()).isEmpty();
        assertThat(files()).containsExactly("application.jar");
    }

    /** With {@code AOTMode=on} a JVM that cannot use its cache refuses to start. */
    private int exitCodeWith(List<String> options, String mode) throws Exception {
        List<String> command = new ArrayList<>(List.of(Build.java(), "-Xmx64m", "-XX:+UseSerialGC", mode));
        command.addAll(options);
        command.addAll(List.of("-jar", folder.resolve("application.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("ENDS_WITH", "7");
        return builder.start().waitFor();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private Path jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Application.class.getName());
        Path jar = folder.resolve("application.jar");
        String entry = Application.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream bytes = Objects.requireNonNull(
                        Application.class.getClassLoader().getResourceAsStream(entry))) {
            out.putNextEntry(new ZipEntry(entry));
            bytes.transferTo(out);
        }
        return jar;
    }
}
