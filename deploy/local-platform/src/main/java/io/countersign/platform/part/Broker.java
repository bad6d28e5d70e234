package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.PrivateFile;
import io.countersign.platform.home.Settings;
import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.ProcessMark;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Uuid;

/** A Kafka broker that is its own controller, in a JVM of its own. */
final class Broker {

    static final String NAME = "kafka";

    private final Home home;
    private final Build build;
    private final ProgramFiles programs;
    private final Settings settings;
    private final Caching caching;

    Broker(Home home, Build build, ProgramFiles programs, Settings settings, Caching caching) {
        this.home = home;
        this.build = build;
        this.programs = programs;
        this.settings = settings;
        this.caching = caching;
    }

    Server server() {
        int controller = settings.ports().of("kafka-controller");
        return Server.of(
                NAME, address(), List.of(port(), controller), List.of(), () -> prepare(controller), this::ready);
    }

    String address() {
        return "127.0.0.1:" + port();
    }

    private int port() {
        return settings.ports().of(NAME);
    }

    private CommandLine prepare(int controller) throws IOException {
        Path properties = home.kafka().resolve("server.properties");
        PrivateFile.write(properties, configuration(controller));
        Path formatted = home.kafka().resolve("formatted");
        if (!Files.exists(formatted)) {
            OneShot.run("formatting the broker's storage", format(properties), home.log(NAME));
            Files.createFile(formatted);
        }
        List<String> command = java(settings.brokerHeap());
        command.add(1, ProcessMark.of(home, NAME));
        command.addAll(2, caching.options(NAME, cache(build, programs), settings.compiler()));
        command.addAll(List.of("kafka.Kafka", properties.toString()));
        return new CommandLine(command, Map.of(), home.folder());
    }

    private CommandLine format(Path properties) throws IOException {
        List<String> command = java(128);
        command.add(1, "-XX:TieredStopAtLevel=1");
        command.addAll(List.of(
                "kafka.tools.StorageTool",
                "format",
                "--ignore-formatted",
                "--cluster-id",
                Uuid.randomUuid().toString(),
                "--config",
                properties.toString()));
        return new CommandLine(command, Map.of(), home.folder());
    }

    private List<String> java(int heap) throws IOException {
        List<String> command = Jvm.withHeap(heap);
        command.addAll(List.of(
                "-XX:+ExitOnOutOfMemoryError",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
                "-cp",
                copies(build, programs) + File.separator + "*"));
        return command;
    }

    /** Where its cache stands. */
    static ClassCache cache(Build build, ProgramFiles programs) throws IOException {
        return new ClassCache(copies(build, programs));
    }

    private static Path copies(Build build, ProgramFiles programs) throws IOException {
        List<Path> jars = build.classPath("deploy/local-platform");
        return programs.unpackedOnce("kafka", ProgramFiles.fingerprint(jars), empty -> copy(jars, empty));
    }

    private static void copy(List<Path> jars, Path folder) throws IOException {
        for (Path jar : jars) {
            Files.copy(jar, folder.resolve(jar.getFileName()));
        }
    }

    /** One machine, one broker: every internal topic has one replica; topics are made by platform-setup alone. */
    private String configuration(int controller) {
        return Map.ofEntries(
                        Map.entry("process.roles", "broker,controller"),
                        Map.entry("node.id", "1"),
                        Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controller),
                        Map.entry("controller.listener.names", "CONTROLLER"),
                        Map.entry("listeners", "PLAINTEXT://" + address() + ",CONTROLLER://127.0.0.1:" + controller),
                        Map.entry("advertised.listeners", "PLAINTEXT://" + address()),
                        Map.entry("log.dirs", home.kafka().resolve("data").toString()),
                        Map.entry("auto.create.topics.enable", "false"),
                        Map.entry("offsets.topic.replication.factor", "1"),
                        Map.entry("offsets.topic.num.partitions", "12"),
                        Map.entry("transaction.state.log.replication.factor", "1"),
                        Map.entry("transaction.state.log.min.isr", "1"),
                        Map.entry("transaction.state.log.num.partitions", "12"),
                        Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                        Map.entry("share.coordinator.state.topic.min.isr", "1"),
                        // After a kill the broker is let in again only when its former self has been missed for so
                        // long.
                        Map.entry("broker.session.timeout.ms", "4000"),
                        Map.entry("broker.heartbeat.interval.ms", "1000"),
                        Map.entry("group.initial.rebalance.delay.ms", "0"),
                        Map.entry("log.cleaner.dedupe.buffer.size", "33554432"),
                        Map.entry("log.index.size.max.bytes", "2097152"),
                        Map.entry("num.network.threads", "2"),
                        Map.entry("num.io.threads", "4"))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private boolean ready() throws Exception {
        new Socket(InetAddress.getLoopbackAddress(), port()).close();
        Map<String, Object> client = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                address(),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                4000,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                4000);
        try (Admin admin = Admin.create(client)) {
            return !admin.describeCluster().nodes().get(5, TimeUnit.SECONDS).isEmpty();
        }
    }
}
