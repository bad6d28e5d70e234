package io.countersign.platform.part;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What is done once a build, so that every start after it is faster: programs unpacked, and their classes kept. */
public final class Preparation {

    /** No more at once, whatever the machine: each takes half a gigabyte. */
    private static final int AT_ONCE = 4;

    private final Build build;
    private final BootApp apps;
    private final Progress progress;

    public Preparation(Build build, Progress progress) {
        this.build = build;
        this.apps = new BootApp(build, new ProgramFiles(build.programs()));
        this.progress = progress;
    }

    /** Prepares what is not yet; an application whose classes cannot be kept starts without them, and that is told. */
    public void run() {
        List<Trainee> trainees = new ArrayList<>(Services.trainees(build));
        trainees.add(Issuer.trainee());
        int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, AT_ONCE);
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            trainees.forEach(trainee -> workers.execute(() -> prepare(trainee)));
        }
    }

    private void prepare(Trainee trainee) {
        long begin = System.nanoTime();
        try {
            ClassCache classes = new ClassCache(apps.unpacked(trainee.module()));
            if (!classes.exists()) {
                classes.make(trainee.jvmOptions(), trainee.environment());
                progress.done(trainee.name(), Duration.ofNanos(System.nanoTime() - begin));
            }
        } catch (IOException failure) {
            progress.notice(trainee.name() + " will start slowly: " + failure.getMessage());
        }
    }
}
