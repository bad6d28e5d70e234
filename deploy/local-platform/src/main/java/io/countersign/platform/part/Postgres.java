package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Secrets;
import io.countersign.platform.home.Settings;
import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.ProcessTable;
import io.countersign.platform.process.Programs;
import io.countersign.platform.process.RunningProcess;
import io.countersign.platform.process.StopSignal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL from its Maven artifact, durable: fsync stays on. */
final class Postgres {

    static final String NAME = "postgres";
    static final String SUPERUSER = "postgres";
    private static final String VERSION = "18.6.0";

    private final Home home;
    private final ProgramFiles programs;
    private final Secrets secrets;
    private final int port;

    Postgres(Home home, ProgramFiles programs, Secrets secrets, Settings settings) {
        this.home = home;
        this.programs = programs;
        this.secrets = secrets;
        this.port = settings.ports().of(NAME);
    }

    /** A killed predecessor's children may hold its memory for a moment, so a start is tried more than once. */
    Server server() {
        Databases databases = new Databases(port, secrets);
        return new Server(
                NAME,
                "127.0.0.1:" + port,
                List.of(port),
                List.of(),
                this::prepare,
                databases::ensure,
                StopSignal.INTERRUPT,
                5);
    }

    private CommandLine prepare() throws IOException {
        Path binaries = programs.unpackedOnce(NAME, VERSION, Postgres::unpack);
        if (!Files.exists(home.postgres().resolve("PG_VERSION"))) {
            initialise(binaries);
        }
        forgetStrangersLock();
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.addAll(List.of(
                binaries.resolve("bin/postgres").toString(),
                "-D",
                home.postgres().toString()));
        configuration().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new CommandLine(command, Map.of("LC_ALL", "C.UTF-8"), home.folder());
    }

    private Map<String, String> configuration() {
        return Map.ofEntries(
                Map.entry("port", Integer.toString(port)),
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                Map.entry("max_connections", "300"),
                Map.entry("shared_buffers", "256MB"),
                Map.entry("max_wal_size", "2GB"),
                Map.entry("jit", "off"),
                Map.entry("log_line_prefix", "%m [%p] %q%u@%d "));
    }

    /** Initialised beside its place and moved there whole: a kill in the middle is repaired by starting again. */
    private void initialise(Path binaries) throws IOException {
        Path fresh = home.folder().resolve("postgres.new");
        Path password = Files.createTempFile("countersign", ".password");
        ProgramFiles.deleteTree(fresh);
        try {
            Files.writeString(password, secrets.passwordOf(SUPERUSER));
            List<String> command = new ArrayList<>(asOrdinaryUser());
            command.addAll(List.of(
                    binaries.resolve("bin/initdb").toString(),
                    "--pgdata=" + fresh,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + password,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    // The same order, compared as bytes: every key here is text, and the C library's comparison costs
                    // more.
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8"));
            OneShot.run("initdb", new CommandLine(command, Map.of(), home.folder()), home.log(NAME));
            Files.move(fresh, home.postgres(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.delete(password);
        }
    }

    /** After a restart of the machine the lock may name a stranger's process, and PostgreSQL would wait for it. */
    private void forgetStrangersLock() throws IOException {
        Path lock = home.postgres().resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        boolean stranger = ProcessHandle.of(lockHolder(lock))
                .flatMap(handle -> handle.info().command())
                .map(command -> !command.endsWith("postgres"))
                .orElse(false);
        if (stranger) {
            Files.delete(lock);
        }
    }

    /** Finds a server whose launcher was killed before it could remember it: PostgreSQL keeps its own note. */
    static void adopt(Home home, ProcessTable processes) throws IOException {
        Path lock = home.postgres().resolve("postmaster.pid");
        if (processes.find(NAME).isPresent() || !Files.exists(lock)) {
            return;
        }
        ProcessHandle.of(lockHolder(lock))
                .filter(handle -> handle.info()
                        .command()
                        .map(command -> command.endsWith("/bin/postgres"))
                        .orElse(false))
                .flatMap(handle -> RunningProcess.of(NAME, handle))
                .filter(RunningProcess::alive)
                .ifPresent(processes::remember);
    }

    private static long lockHolder(Path lock) throws IOException {
        return Files.readAllLines(lock).stream()
                .findFirst()
                .map(String::strip)
                .map(Long::valueOf)
                .orElse(0L);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own root is nobody. */
    private static List<String> asOrdinaryUser() throws IOException {
        boolean root = Programs.output("id", "-u").map(String::strip).orElse("").equals("0");
        if (!root) {
            return List.of();
        }
        if (Programs.output("unshare", "-U", "id", "-u").isEmpty()) {
            throw new IOException("PostgreSQL refuses to run as root, and 'unshare -U' does not work here:"
                    + " run countersign as an ordinary user");
        }
        return List.of("unshare", "-U");
    }

    private static void unpack(Path into) throws IOException {
        String archive = "/postgres-" + platform() + ".txz";
        try (InputStream packed = Postgres.class.getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IOException("There are no PostgreSQL binaries for this machine (" + archive + ")");
            }
            ProgramFiles.untar(new XZInputStream(packed), into);
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "");
        String family = system.contains("mac") ? "darwin" : "linux";
        return family + "-" + (machine.equals("aarch64") ? "arm_64" : "x86_64");
    }
}
