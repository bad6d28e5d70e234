package io.countersign.platform.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the command line of each of our Java processes begins. */
final class Jvm {

    /** Where Linux says whether it gives large pages to whoever asks for them. */
    private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private Jvm() {}

    /**
     * The program, its heap and what is the same for all: a collector without threads of its own, as there are more JVMs than
     * processors, and large pages where they can be had.
     *
     * @return to be added to
     */
    static List<String> withHeap(int megabytes) {
        List<String> command = new ArrayList<>(List.of(Build.java(), "-Xmx" + megabytes + "m", "-XX:+UseSerialGC"));
        command.addAll(largePages(LARGE_PAGES));
        return command;
    }

    /**
     * Large pages for the heap and the compiled code: half a dozen JVMs that take turns on two processors of a virtual machine
     * took a tenth less time with them. No JVM but that of Linux knows the option, and it warns where the kernel gives none.
     *
     * @param mode the kernel's file, with the mode in force in brackets, as in {@code always [madvise] never}
     */
    static List<String> largePages(Path mode) {
        try {
            String modes = Files.readString(mode);
            return modes.contains("[always]") || modes.contains("[madvise]")
                    ? List.of("-XX:+UseTransparentHugePages")
                    : List.of();
        } catch (IOException otherKernel) {
            return List.of();
        }
    }
}
