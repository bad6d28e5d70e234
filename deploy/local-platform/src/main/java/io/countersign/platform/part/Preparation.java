package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.HomeLock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is done once a build, so that every start after it is faster: programs unpacked, and their caches recorded. */
public final class Preparation {

    private final Path programs;
    private final Map<String, ClassCache> caches;
    private final Rehearsal rehearsal;
    private final Progress progress;

    /**
     * @param programs where every program is unpacked; prepared by one launcher at a time
     * @param caches that are wanted, by process
     */
    Preparation(Path programs, Map<String, ClassCache> caches, Rehearsal rehearsal, Progress progress) {
        this.programs = programs;
        this.caches = Map.copyOf(caches);
        this.rehearsal = rehearsal;
        this.progress = progress;
    }

    /** Leads the programs through their work. */
    interface Rehearsal {

        /** Has every process without a cache write a recording. Nothing of it runs afterwards, however it ends. */
        Recordings record() throws IOException;

        /** Deletes what the rehearsal left on the disk. */
        void clear() throws IOException;
    }

    /** The preparation of a build. */
    public static Preparation of(Build build, Progress progress) throws IOException {
        ProgramFiles programs = new ProgramFiles(build.programs());
        BootApp apps = new BootApp(build, programs);
        Map<String, ClassCache> caches = new LinkedHashMap<>(Services.caches(build, apps));
        caches.put(Issuer.NAME, Issuer.cache(apps));
        caches.put(Broker.NAME, Broker.cache(build, programs));
        return new Preparation(build.programs(), caches, new DressRehearsal(build, progress), progress);
    }

    /** Prepares what is not yet. Programs whose caches cannot be recorded start without them, and that is told. */
    public void run() throws IOException {
        try (HomeLock _ = HomeLock.take(new Home(programs))) {
            if (!caches.values().stream().allMatch(ClassCache::exists)) {
                rehearse();
            }
        }
    }

    private void rehearse() throws IOException {
        long begin = System.nanoTime();
        try {
            rehearsal.record().keep(caches);
            progress.done("rehearsal", Duration.ofNanos(System.nanoTime() - begin));
        } catch (IOException | RuntimeException failure) {
            // Whatever it was: a build does not fail because its programs will start slowly.
            progress.notice("everything will start slowly, as the rehearsal failed: " + failure.getMessage());
        } finally {
            rehearsal.clear();
        }
    }
}
