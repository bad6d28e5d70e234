package io.countersign.platform.part;

import io.countersign.platform.home.Settings.Compiler;
import java.util.ArrayList;
import java.util.List;

/** What the JVMs of a platform do with their caches. */
@FunctionalInterface
interface Caching {

    /** They start from a cache where there is one. */
    Caching USED = (_, cache, compiler) -> {
        List<String> options = new ArrayList<>(compiler.options());
        if (cache.exists()) {
            // What little of a cache a JVM cannot use it makes anew; it would warn of each piece, amid the log's JSON.
            options.addAll(List.of("-XX:AOTCache=" + cache.file(), "-Xlog:aot*=error"));
        }
        return options;
    };

    /** What the JVM of a process is told about its cache and its compilers. */
    List<String> options(String process, ClassCache cache, Compiler compiler);
}
