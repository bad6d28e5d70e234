package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Secrets;
import io.countersign.platform.home.Settings;
import io.countersign.platform.http.Http;
import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The services of Countersign. To add one, add its name and its share of the heap here: module, database role and schema
 * follow from it.
 */
final class Services {

    static final List<String> NAMES = List.of("ingest", "routing", "review", "feedback");
    /** Of the heap. Feedback holds whole batches of nine topics and the events of the cases that were busy last. */
    private static final Map<String, Integer> SHARES = Map.of("routing", 5, "ingest", 6, "review", 6, "feedback", 11);
    /** The only one that is told the key of the draws. */
    private static final String DRAWS_FOR_AUDIT = "routing";

    private static final String DRAW_KEY = "COUNTERSIGN_ROUTING_DRAW_KEY";
    /** Netty then frees a buffer by itself; else the JVM stops every thread of the service for it. */
    private static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private final Home home;
    private final Build build;
    private final BootApp apps;
    private final Secrets secrets;
    private final Settings settings;
    private final Addresses addresses;
    private final Caching caching;

    Services(
            Home home,
            Build build,
            BootApp apps,
            Secrets secrets,
            Settings settings,
            Addresses addresses,
            Caching caching) {
        this.home = home;
        this.build = build;
        this.apps = apps;
        this.secrets = secrets;
        this.settings = settings;
        this.addresses = addresses;
        this.caching = caching;
    }

    /** Where a service finds its surroundings. */
    record Addresses(String kafka, String registry, String issuer, int postgres) {

        /** What an instance of a service is told about them and about itself; the names are those in compose as well. */
        Map<String, String> toldTo(String service, int instance, int port, String password) {
            return Map.ofEntries(
                    Map.entry("SERVER_PORT", Integer.toString(port)),
                    Map.entry("SERVER_ADDRESS", "127.0.0.1"),
                    Map.entry("COUNTERSIGN_INSTANCE", Integer.toString(instance)),
                    Map.entry("SPRING_KAFKA_BOOTSTRAP_SERVERS", kafka),
                    Map.entry("COUNTERSIGN_REGISTRY_URL", registry),
                    Map.entry("COUNTERSIGN_DATABASE_HOST", "127.0.0.1"),
                    Map.entry("COUNTERSIGN_DATABASE_PORT", Integer.toString(postgres)),
                    Map.entry("COUNTERSIGN_DATABASE_NAME", Databases.SERVICES),
                    Map.entry("COUNTERSIGN_DATABASE_USER", service),
                    Map.entry("COUNTERSIGN_DATABASE_PASSWORD", password),
                    Map.entry("COUNTERSIGN_ISSUER_URI", issuer));
        }
    }

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
        List<String> command = Jvm.withHeap(settings.serviceHeap(share(service), shares(settings)));
        command.addAll(List.of(ProcessMark.of(home, name), "-XX:+ExitOnOutOfMemoryError", "-Xss512k", NATIVE_ACCESS));
        Path jar = apps.unpacked(module(service));
        command.addAll(caching.options(name, ClassCache.of(jar), settings.compiler()));
        command.addAll(List.of("-jar", jar.toString()));
        return new CommandLine(command, environment(service, instance, port), home.folder());
    }

    /** Where the caches of a build's services stand, by service. */
    static Map<String, ClassCache> caches(Build build, BootApp apps) throws IOException {
        Map<String, ClassCache> caches = new LinkedHashMap<>();
        for (String service : NAMES) {
            if (build.hasApplication(module(service))) {
                caches.put(service, ClassCache.of(apps.unpacked(module(service))));
            }
        }
        return caches;
    }

    private Map<String, String> environment(String service, int instance, int port) {
        Map<String, String> environment =
                new HashMap<>(addresses.toldTo(service, instance, port, secrets.passwordOf(service)));
        if (service.equals(DRAWS_FOR_AUDIT)) {
            environment.put(DRAW_KEY, secrets.drawKey());
        }
        return environment;
    }

    static int share(String service) {
        return Objects.requireNonNull(SHARES.get(service), service);
    }

    static int shares(Settings settings) {
        return NAMES.stream()
                .mapToInt(service -> share(service) * settings.instancesOf(service))
                .sum();
    }

    private static String module(String service) {
        return service + "-service";
    }
}
