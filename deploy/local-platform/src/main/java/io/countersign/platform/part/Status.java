package io.countersign.platform.part;

import io.countersign.platform.home.Json;
import io.countersign.platform.home.PrivateFile;
import io.countersign.platform.process.ProcessTable;
import io.countersign.platform.process.RunningProcess;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs, and where.
 *
 * @param home folder of the installation
 * @param ready whether every process is ready
 * @param addresses where each process is reached, by its name
 * @param database how the services' database is reached
 * @param processes every process that should run
 */
public record Status(
        String home, boolean ready, Map<String, String> addresses, Database database, List<ProcessStatus> processes) {

    /**
     * The services' database; each service logs in as its own role, and {@code postgres} may read everything.
     *
     * @param passwords file with the password of each role
     */
    public record Database(String host, int port, String name, String passwords) {}

    /**
     * One process.
     *
     * @param state {@code ready}, {@code starting} (runs, does not answer yet) or {@code stopped}
     * @param pid absent when stopped
     */
    public record ProcessStatus(
            String name,
            String state,
            @Nullable Long pid,
            @Nullable Instant startedAt,
            String address,
            String log) {}

    /** Keeps in the home how everything is now, for programs that play against it. */
    public static void keep(Platform platform) throws IOException {
        PrivateFile.write(platform.home().platformFile(), Json.READABLE.writeValueAsString(of(platform)));
    }

    /** Looks at every process now. */
    public static Status of(Platform platform) {
        ProcessTable table = new ProcessTable(platform.home());
        List<ProcessStatus> processes = platform.servers().parallelStream()
                .map(server -> of(server, table.find(server.name()), platform))
                .toList();
        boolean ready = processes.stream().allMatch(process -> process.state().equals("ready"));
        return new Status(
                platform.home().folder().toString(), ready, platform.addresses(), database(platform), processes);
    }

    private static Database database(Platform platform) {
        return new Database(
                "127.0.0.1",
                platform.settings().ports().of(Postgres.NAME),
                Databases.SERVICES,
                platform.home().secrets().toString());
    }

    private static ProcessStatus of(Server server, Optional<RunningProcess> process, Platform platform) {
        String state = process.isEmpty() ? "stopped" : server.isReady() ? "ready" : "starting";
        return new ProcessStatus(
                server.name(),
                state,
                process.map(RunningProcess::pid).orElse(null),
                process.map(RunningProcess::startedAt).orElse(null),
                server.address(),
                platform.home().log(server.name()).toString());
    }
}
