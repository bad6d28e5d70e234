package io.countersign.platform.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.platform.home.Settings.Compiler;
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
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CachingTest {

    private static final String FIRST_COMPILER_ONLY = "-XX:TieredStopAtLevel=1";

    @TempDir
    private Path folder;

    private ClassCache cache;
    private Recordings recordings;

    /** What is rehearsed: ends as it is told. */
    static final class Application {
        public static void main(String... arguments) {
            System.exit(Integer.parseInt(arguments[0]));
        }
    }

    @BeforeEach
    void nothingIsRecordedYet() throws IOException {
        cache = ClassCache.of(folder.resolve("application.jar"));
        recordings = new Recordings(Files.createDirectory(folder.resolve("recordings")));
    }

    @Test
    void without_a_cache_a_jvm_is_told_its_compiler_alone() {
        assertThat(Caching.USED.options("review", cache, Compiler.FULL))
                .isEqualTo(Compiler.FULL.options())
                .doesNotContain(FIRST_COMPILER_ONLY);
        assertThat(Caching.USED.options("review", cache, Compiler.QUICK))
                .isEqualTo(Compiler.QUICK.options())
                .contains(FIRST_COMPILER_ONLY);
    }

    @Test
    void with_a_cache_it_is_told_of_that_as_well() throws IOException {
        Files.createFile(cache.file());

        assertThat(Caching.USED.options("review", cache, Compiler.FULL)).contains("-XX:AOTCache=" + cache.file());
        assertThat(Caching.USED.options("review", cache, Compiler.QUICK))
                .contains(FIRST_COMPILER_ONLY, "-XX:AOTCache=" + cache.file());
    }

    @Test
    void a_rehearsal_records_what_has_no_cache() {
        assertThat(recordings.options("review", cache, Compiler.QUICK))
                .contains(FIRST_COMPILER_ONLY, "-XX:AOTCacheOutput=" + folder.resolve("recordings/review.aot"));
    }

    @Test
    void a_rehearsal_uses_what_has_a_cache() throws IOException {
        Files.createFile(cache.file());

        assertThat(recordings.options("review", cache, Compiler.FULL))
                .isEqualTo(Caching.USED.options("review", cache, Compiler.FULL));
    }

    /** With {@code AOTMode=on} a JVM that cannot use its cache refuses to start. */
    @ParameterizedTest
    @EnumSource
    void both_compilers_run_from_a_recording_of_the_first(Compiler compiler) throws Exception {
        jar();
        exitCode(recordings.options("review", cache, Compiler.QUICK), 0);
        recordings.keep(Map.of("review", cache));
        List<String> strictly = new ArrayList<>(Caching.USED.options("review", cache, compiler));
        strictly.add("-XX:AOTMode=on");

        assertThat(exitCode(strictly, 7)).isEqualTo(7);
    }

    private int exitCode(List<String> options, int asked) throws Exception {
        List<String> command = new ArrayList<>(List.of(Build.java(), "-Xmx64m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of("-jar", folder.resolve("application.jar").toString(), Integer.toString(asked)));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private void jar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Application.class.getName());
        String entry = Application.class.getName().replace('.', '/') + ".class";
        Path jar = folder.resolve("application.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream bytes = Objects.requireNonNull(
                        Application.class.getClassLoader().getResourceAsStream(entry))) {
            out.putNextEntry(new ZipEntry(entry));
            bytes.transferTo(out);
        }
    }
}
