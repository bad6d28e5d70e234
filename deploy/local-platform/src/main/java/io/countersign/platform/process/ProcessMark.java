package io.countersign.platform.process;

import io.countersign.platform.home.Home;
import java.util.Arrays;

/** A system property on every Java process that says whose it is; it does nothing but stand in the command line. */
public final class ProcessMark {

    private ProcessMark() {}

    /** The argument that marks a process of a home. */
    public static String of(Home home, String process) {
        return "-Dcountersign.process=" + process + "@" + home.folder();
    }

    static boolean isOn(ProcessHandle handle, String mark) {
        return handle.info()
                .arguments()
                .map(arguments -> Arrays.asList(arguments).contains(mark))
                .orElse(false);
    }
}
