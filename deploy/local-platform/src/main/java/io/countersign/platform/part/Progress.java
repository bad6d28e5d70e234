package io.countersign.platform.part;

import java.time.Duration;

/** Is told what happens while the platform starts and stops. */
public interface Progress {

    /** A process was started now. */
    void starting(String name, long pid);

    /** A process is ready; it ran before when {@code after} is zero. */
    void ready(String name, String address, Duration after);

    /** A one-time task is done. */
    void done(String name, Duration after);

    /** A process has ended. */
    void stopped(String name, boolean byItself);

    /** Something that a person should read. */
    void notice(String text);
}
