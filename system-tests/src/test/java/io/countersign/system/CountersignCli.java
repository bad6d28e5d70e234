package io.countersign.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs the launcher as a user does, on a home and ports of its own. */
final class CountersignCli {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int BLOCK = 250;

    private final String launcher = System.getProperty("countersign.launcher", "../countersign");
    private final Path home;
    private final int portBase;
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    private CountersignCli(Path home, int portBase) {
        this.home = home;
        this.portBase = portBase;
    }

    /** A launcher for a new home in the build's folder, where its logs can be read afterwards, and for ports that nobody uses. */
    static CountersignCli withHomeOfItsOwn() {
        try {
            Path folder = Files.createDirectories(Path.of("target"));
            return new CountersignCli(Files.createTempDirectory(folder, "home-").toAbsolutePath(), freePorts());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A launcher for a home that was started already, whatever ports it has. */
    static CountersignCli of(Path home) {
        return new CountersignCli(home, 0);
    }

    /** Where everything is kept. */
    Path home() {
        return home;
    }

    /** Starts whatever does not run, and returns when it is ready. */
    void up(String... options) {
        List<String> arguments = new ArrayList<>(List.of("up", "--detach"));
        if (portBase != 0) {
            arguments.addAll(List.of("--port-base", Integer.toString(portBase)));
        }
        arguments.addAll(List.of(options));
        run(arguments);
    }

    /** Stops everything. */
    void down() {
        run(List.of("down"));
    }

    /** {@code status --json}. */
    JsonNode status() {
        return JsonMapper.shared().readTree(run(List.of("status", "--json")));
    }

    /** Where a process is reached; that never changes, so it is asked for once. */
    String address(String process) {
        if (!addresses.containsKey(process)) {
            status().required("addresses")
                    .properties()
                    .forEach(one -> addresses.put(one.getKey(), one.getValue().asString()));
        }
        return Objects.requireNonNull(addresses.get(process), process);
    }

    /** Where a process is reached over HTTP. */
    URI uri(String process) {
        return URI.create(address(process));
    }

    /** Tokens by account. */
    Map<String, String> tokens(String... accounts) {
        List<String> arguments = new ArrayList<>(List.of("token", "--json"));
        arguments.addAll(List.of(accounts));
        Map<String, String> tokens = new TreeMap<>();
        JsonMapper.shared()
                .readTree(run(arguments))
                .properties()
                .forEach(token -> tokens.put(token.getKey(), token.getValue().asString()));
        return tokens;
    }

    /** The records of a topic from the beginning, as {@code tail} prints them. */
    List<JsonNode> tail(String topic, String... options) {
        List<String> arguments = new ArrayList<>(List.of("tail", topic, "--from-beginning", "--no-follow"));
        arguments.addAll(List.of(options));
        return run(arguments)
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    /** Plays a folder of cases to the end. */
    void replay(String folder, String... options) {
        List<String> arguments = new ArrayList<>(List.of("replay", folder));
        arguments.addAll(List.of(options));
        run(arguments);
    }

    /** kill -9. */
    void kill(String... processes) {
        List<ProcessHandle> killed = status().required("processes")
                .valueStream()
                .filter(one -> List.of(processes).contains(one.path("name").asString()))
                .map(one -> ProcessHandle.of(one.required("pid").asLong()).orElseThrow())
                .toList();
        if (killed.size() != processes.length) {
            throw new IllegalArgumentException("not all of these run: " + List.of(processes));
        }
        killed.forEach(ProcessHandle::destroyForcibly);
        killed.forEach(process -> process.onExit().join());
    }

    private String run(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(launcher));
        command.addAll(arguments);
        command.addAll(List.of("--home", home.toString()));
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT);
            // Maven has built everything just now, and must not run inside itself.
            builder.environment().put("COUNTERSIGN_BUILD", "never");
            Process process = builder.start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code + "\n" + printed);
            }
            return printed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Below the ports that the operating system hands out by itself. */
    private static int freePorts() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST))
                .filter(base -> IntStream.range(base, base + BLOCK).allMatch(CountersignCli::free))
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
