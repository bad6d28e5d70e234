package io.countersign.platform.part;

import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.StopSignal;
import java.io.IOException;
import java.util.List;

/**
 * A process that stays.
 *
 * @param name unique within a home
 * @param address where it is reached
 * @param ports every port that it binds
 * @param needs names of the steps that must be done before it starts
 * @param preparation makes it ready to be started
 * @param probe tells when it is ready
 * @param signal how it is asked to end
 * @param attempts how often a start is tried when the process ends at once
 */
public record Server(
        String name,
        String address,
        List<Integer> ports,
        List<String> needs,
        Preparation preparation,
        Probe probe,
        StopSignal signal,
        int attempts)
        implements Step {

    /** Prepares data and program files, and says what to run. */
    @FunctionalInterface
    public interface Preparation {
        CommandLine commandLine() throws IOException;
    }

    /** Looks whether a process does its work; anything thrown means: not yet. */
    @FunctionalInterface
    public interface Probe {
        boolean ready() throws Exception;
    }

    /** A server that ends on SIGTERM and starts at the first try. */
    static Server of(
            String name,
            String address,
            List<Integer> ports,
            List<String> needs,
            Preparation preparation,
            Probe probe) {
        return new Server(name, address, ports, needs, preparation, probe, StopSignal.TERMINATE, 1);
    }

    /** Whether it is ready now. */
    public boolean isReady() {
        try {
            return probe.ready();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception notYet) {
            return false;
        }
    }
}
