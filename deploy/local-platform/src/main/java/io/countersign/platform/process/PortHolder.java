package io.countersign.platform.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says whether a port can be had, and who holds it when not. */
public final class PortHolder {

    private static final Pattern SPACES = Pattern.compile("\\s+");
    private static final String LISTENING = "0A";

    private PortHolder() {}

    /** Whether nothing listens on 127.0.0.1 at this port. */
    public static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /** The holder in words, as in {@code process 4711 (java -jar other.jar)}. */
    public static String describe(int port) {
        return pidOnLinux(port)
                .or(() -> pidByLsof(port))
                .map(PortHolder::describeProcess)
                .orElse("a process of another user");
    }

    private static String describeProcess(long pid) {
        String command = ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().commandLine())
                .orElse("command unknown");
        return "process " + pid + " (" + (command.length() > 160 ? command.substring(0, 160) + "…" : command) + ")";
    }

    private static Optional<Long> pidByLsof(int port) {
        return Programs.output("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                .flatMap(printed -> printed.lines().findFirst())
                .map(String::strip)
                .map(Long::valueOf);
    }

    private static Optional<Long> pidOnLinux(int port) {
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(table -> inode(Path.of(table), port).stream())
                .findFirst()
                .flatMap(PortHolder::ownerOfSocket);
    }

    /** Columns of the table: slot, local address, remote address, state, …, inode as the tenth. */
    private static Optional<String> inode(Path table, int port) {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        try {
            return Files.readAllLines(table).stream()
                    .map(line -> SPACES.split(line.strip()))
                    .filter(columns ->
                            columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING))
                    .map(columns -> columns[9])
                    .findFirst();
        } catch (IOException otherSystem) {
            return Optional.empty();
        }
    }

    private static Optional<Long> ownerOfSocket(String inode) {
        String target = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> openFiles(pid).contains(target))
                .findFirst();
    }

    private static List<String> openFiles(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors.map(PortHolder::linkTarget).toList();
        } catch (IOException | java.io.UncheckedIOException notOurs) {
            return List.of();
        }
    }

    private static String linkTarget(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }
}
