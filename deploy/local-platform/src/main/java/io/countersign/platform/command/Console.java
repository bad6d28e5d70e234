package io.countersign.platform.command;

import io.countersign.platform.part.Progress;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Progress in plain lines, as they happen. */
final class Console implements Progress {

    @Override
    public void starting(String name, long pid) {
        say("%-10s starting (process %d)", name, pid);
    }

    @Override
    public void ready(String name, String address, Duration after) {
        if (after.isZero()) {
            say("%-10s runs already    %s", name, address);
        } else {
            say("%-10s ready in %4.1f s   %s", name, after.toMillis() / 1000.0, address);
        }
    }

    @Override
    public void done(String name, Duration after) {
        say("%-10s done in %4.1f s", name, after.toMillis() / 1000.0);
    }

    @Override
    public void stopped(String name, boolean byItself) {
        say(byItself ? "%-10s stopped" : "%-10s did not stop in time and was killed", name);
    }

    @Override
    public void notice(@Nullable String text) {
        say("%s", String.valueOf(text));
    }

    private static synchronized void say(String format, Object... values) {
        System.err.println("  " + String.format(Locale.ROOT, format, values));
    }
}
