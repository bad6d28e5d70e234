package io.countersign.platform.part;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Progress of something that nobody watches in detail. */
class Quiet implements Progress {

    private final List<String> killed = new CopyOnWriteArrayList<>();

    /** Those that did not end by themselves. */
    List<String> killed() {
        return List.copyOf(killed);
    }

    @Override
    public void stopped(String name, boolean byItself) {
        if (!byItself) {
            killed.add(name);
        }
    }

    @Override
    public void notice(String text) {}

    @Override
    public void starting(String name, long pid) {}

    @Override
    public void ready(String name, String address, Duration after) {}

    @Override
    public void done(String name, Duration after) {}
}
