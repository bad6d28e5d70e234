package io.countersign.platform.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory that programs can have without taking it from others, where the operating system tells. */
final class FreeMemory {

    private static final Path TOLD_BY_LINUX = Path.of("/proc/meminfo");
    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");

    private FreeMemory() {}

    /** Fails when there are fewer than {@code megabytes}. */
    static void require(int megabytes) throws IOException {
        if (Files.isReadable(TOLD_BY_LINUX)) {
            require(megabytes, Files.readString(TOLD_BY_LINUX));
        }
    }

    static void require(int megabytes, String told) throws IOException {
        Matcher available = AVAILABLE.matcher(told);
        if (available.find() && Long.parseLong(available.group(1)) >> 10 < megabytes) {
            throw new IOException("it needs " + megabytes + " MB of memory, and "
                    + (Long.parseLong(available.group(1)) >> 10) + " MB are free");
        }
    }
}
