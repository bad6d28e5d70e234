package io.countersign.platform.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * What a JVM that had worked for a while knew of a program when it ended: the classes that it had loaded and linked (JEP
 * 483, 514). With it the program is ready sooner; without it, or under another JDK, it starts as ever.
 *
 * @param folder of the unpacked program
 */
record ClassCache(Path folder) {

    /** The cache of an unpacked application. */
    static ClassCache of(Path jar) {
        return new ClassCache(jar.resolveSibling(""));
    }

    /** Made by one JDK, of no use to another. */
    Path file() {
        return folder.resolve("rehearsed-" + Runtime.version() + ".aot");
    }

    boolean exists() {
        return Files.isRegularFile(file());
    }

    /** Takes a whole recording of the same file system as the cache. */
    void keep(Path recording) throws IOException {
        Files.move(recording, file(), StandardCopyOption.ATOMIC_MOVE);
    }
}
