package io.countersign.platform.part;

import io.countersign.platform.home.Settings.Compiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The caches that JVMs write when they end, where they have none to start from.
 *
 * @param folder into which they write
 */
record Recordings(Path folder) implements Caching {

    @Override
    public List<String> options(String process, ClassCache cache, Compiler compiler) {
        if (cache.exists()) {
            return Caching.USED.options(process, cache, compiler);
        }
        List<String> options = new ArrayList<>(compiler.options());
        options.addAll(List.of("-XX:AOTCacheOutput=" + of(process), "-Xlog:aot=error"));
        return options;
    }

    /** Moves the recordings in place, or none of them when one is missing. */
    void keep(Map<String, ClassCache> caches) throws IOException {
        Map<String, ClassCache> missing = new TreeMap<>(caches);
        missing.values().removeIf(ClassCache::exists);
        for (String process : missing.keySet()) {
            if (!isWhole(of(process))) {
                throw new IOException(process + " left no whole recording");
            }
        }
        for (Map.Entry<String, ClassCache> each : missing.entrySet()) {
            each.getValue().keep(of(each.getKey()));
        }
    }

    /** A JVM that ends leaves a draft, and another makes the recording of it; the draft is deleted only when that went well. */
    private static boolean isWhole(Path recording) {
        return Files.isRegularFile(recording) && !Files.exists(Path.of(recording + ".config"));
    }

    private Path of(String process) {
        return folder.resolve(process + ".aot");
    }
}
