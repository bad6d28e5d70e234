package io.countersign.platform.part;

import io.countersign.platform.home.Settings.Compiler;
import java.util.ArrayList;
import java.util.List;

/** What the JVMs of a platform do with their caches. */
@FunctionalInterface
interface Caching {

    /** They start from a cache where there is one. */
    Caching USED = (_, cache, compiler) -> {
        List<String> options = new ArrayList<>(compiler.options(cache.exists()));
        if (cache.exists()) {
            options.add("-XX:AOTCache=" + cache.file());
        }
        return options;
    };

    /** What the JVM of a process is told about its cache and its compilers. */
    List<String> options(String process, ClassCache cache, Compiler compiler);
}
