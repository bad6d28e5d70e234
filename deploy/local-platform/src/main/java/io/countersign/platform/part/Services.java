package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Secrets;
import io.countersign.platform.home.Settings;
import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.ProcessMark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The services of Countersign. To add one, add its name here: module, database role and schema follow from it. */
final class Services {

    static final List<String> NAMES = List.of("ingest", "routing", "review", "feedback");
    /** The only one that is told the key of the draws. */
    private static final String DRAWS_FOR_AUDIT = "routing";

    private final Home home;
    private final Build build;
    private final BootApp apps;
    private final Secrets secrets;
    private final Settings settings;
    private final Addresses addresses;

    Services(Home home, Build build, BootApp apps, Secrets secrets, Settings settings, Addresses addresses) {
        this.home = home;
        this.build = build;
        this.apps = apps;
        this.secrets = secrets;
        this.settings = settings;
        this.addresses = addresses;
    }

    /** What every service is told about its surroundings. */
    record Addresses(String kafka, String registry, String issuer, int postgres) {}

    List<Server> servers() {
        return NAMES.stream()
                .filter(service -> build.hasApplication(module(service)))
                .flatMap(service -> IntStream.range(0, settings.instancesOf(service))
                        .mapToObj(instance -> server(service, instance)))
                .toList();
    }

    private Server server(String service, int instance) {
        String name = instance == 0 ? service : service + "-" + instance;
        int port = settings.ports().of(service, instance);
        String address = "http://127.0.0.1:" + port;
        return Server.of(
                name,
                address,
                List.of(port),
                List.of(Postgres.NAME, Broker.NAME, Registry.NAME, Issuer.NAME, Setup.NAME),
                () -> prepare(service, name, instance, port),
                () -> Http.answersOk(address + "/livez") && Http.answersOk(address + "/readyz"));
    }

    private CommandLine prepare(String service, String name, int instance, int port) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Build.java(),
                ProcessMark.of(home, name),
                "-Xmx" + settings.serviceHeap(processes()) + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xss512k",
                // Netty then frees a buffer by itself; else the JVM stops every thread of the service for it.
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(settings.compiler().options());
        command.addAll(List.of("-jar", apps.unpacked(module(service)).toString()));
        return new CommandLine(command, environment(service, instance, port), home.folder());
    }

    private Map<String, String> environment(String service, int instance, int port) {
        Map<String, String> environment = new HashMap<>(Map.ofEntries(
                Map.entry("SERVER_PORT", Integer.toString(port)),
                Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                Map.entry("COUNTERSIGN_INSTANCE", Integer.toString(instance)),
                Map.entry("SPRING_KAFKA_BOOTSTRAP_SERVERS", addresses.kafka()),
                Map.entry("COUNTERSIGN_REGISTRY_URL", addresses.registry()),
                Map.entry("COUNTERSIGN_DATABASE_HOST", "127.0.0.1"),
                Map.entry("COUNTERSIGN_DATABASE_PORT", Integer.toString(addresses.postgres())),
                Map.entry("COUNTERSIGN_DATABASE_NAME", Databases.SERVICES),
                Map.entry("COUNTERSIGN_DATABASE_USER", service),
                Map.entry("COUNTERSIGN_DATABASE_PASSWORD", secrets.passwordOf(service)),
                Map.entry("COUNTERSIGN_ISSUER_URI", addresses.issuer())));
        if (service.equals(DRAWS_FOR_AUDIT)) {
            environment.put("COUNTERSIGN_ROUTING_DRAW_KEY", secrets.drawKey());
        }
        return environment;
    }

    private int processes() {
        return NAMES.stream().mapToInt(settings::instancesOf).sum();
    }

    private static String module(String service) {
        return service + "-service";
    }
}
