package io.countersign.platform.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What Maven built, and the JDK that runs it.
 *
 * @param root folder of the source tree
 */
public record Build(Path root) {

    /** The version of every artifact of this source tree. */
    public static final String VERSION = "0.1.0-SNAPSHOT";

    /** The build that the launcher script names in {@code countersign.root}. */
    public static Build ofThisLauncher() {
        return new Build(Path.of(System.getProperty("countersign.root", "."))
                .toAbsolutePath()
                .normalize());
    }

    /** Whether this source tree has the module. */
    public boolean has(String module) {
        return Files.isRegularFile(root.resolve(module).resolve("pom.xml"));
    }

    /** Whether this source tree has the module as an application that can be started. */
    public boolean hasApplication(String module) {
        return Files.isRegularFile(root.resolve(module).resolve("src/main/resources/application.yaml"));
    }

    /** A Spring Boot module's executable jar. */
    public Path executableJar(String module) throws IOException {
        return present(target(module).resolve(artifact(module) + "-" + VERSION + "-app.jar"));
    }

    /** A plain module's own jar and everything that it needs to run. */
    public List<Path> classPath(String module) throws IOException {
        Path own = present(target(module).resolve(artifact(module) + "-" + VERSION + ".jar"));
        try (Stream<Path> needed = Files.list(present(target(module).resolve("classpath")))) {
            return Stream.concat(Stream.of(own), needed.sorted()).toList();
        }
    }

    /** A file that the build put into a module's target folder. */
    public Path built(String module, String file) throws IOException {
        return present(target(module).resolve(file));
    }

    /** Folder of unpacked programs, shared by every home and untouched by {@code mvn clean}. */
    public Path programs() {
        return root.resolve(".countersign").resolve("programs");
    }

    /** The JDK's {@code java}. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path target(String module) {
        return root.resolve(module).resolve("target");
    }

    private static String artifact(String module) {
        return module.substring(module.lastIndexOf('/') + 1);
    }

    private static Path present(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + " is missing: build with 'mvn package'");
        }
        return file;
    }
}
