package io.countersign.platform.command;

import io.countersign.platform.home.Ports;
import io.countersign.platform.home.Settings;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What can be chosen on {@code up}; all but the compiler is kept in the home and holds until chosen otherwise. */
final class SettingsOptions {

    private static final int PARTITIONS = 12;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "First of a block of 250 ports for everything; so that several homes run side by side.")
    private @Nullable Integer portBase;

    @Option(
            names = "--port",
            paramLabel = "NAME=N",
            description = "A single port, as in --port kafka=29092. Names: postgres, kafka, kafka-controller, registry,"
                    + " issuer, ingest, routing, review, feedback.")
    private Map<String, Integer> ports = Map.of();

    @Option(
            names = "--memory",
            paramLabel = "SIZE",
            description = "Java heap of all processes together, as in 2g or 2560m (the default).")
    private @Nullable String memory;

    @Option(
            names = "--instances",
            paramLabel = "NAME=N",
            split = ",",
            description = "How many instances of a service, as in --instances routing=2,review=2.")
    private Map<String, Integer> instances = Map.of();

    @Option(
            names = "--token-lifetime",
            paramLabel = "TIME",
            description = "How long tokens are valid, as in 8h (the default) or 30m.")
    private @Nullable String tokenLifetime;

    @Option(
            names = "--compiler",
            paramLabel = "full|quick",
            description =
                    "For what is started now. quick: the JVMs' first compiler only, ready in half the processor time and"
                            + " cheaper for the first 60,000 cases or so (the default); full: both, for what runs on.")
    private Settings.Compiler compiler = Settings.Compiler.QUICK;

    Settings over(Settings kept) {
        Settings chosen = kept.withPorts(ports(kept.ports()))
                .withInstances(checked(instances))
                .withCompiler(compiler);
        if (memory != null) {
            chosen = chosen.withMemory(megabytes(memory));
        }
        return tokenLifetime == null ? chosen : chosen.withTokenLifetime(tokenLifetime);
    }

    private Ports ports(Ports kept) {
        Ports chosen = portBase == null ? kept : new Ports(portBase, Map.of());
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            if (!Ports.knows(port.getKey())) {
                throw new IllegalArgumentException("--port: there is no process " + port.getKey());
            }
            chosen = chosen.with(port.getKey(), port.getValue());
        }
        return chosen;
    }

    private static Map<String, Integer> checked(Map<String, Integer> instances) {
        instances.forEach((service, count) -> {
            if (!java.util.List.of("ingest", "routing", "review", "feedback").contains(service)) {
                throw new IllegalArgumentException("--instances: there is no service " + service);
            }
            if (count < 1 || count > PARTITIONS) {
                throw new IllegalArgumentException("--instances: " + service + " can have 1 to " + PARTITIONS
                        + " instances, as its topics have " + PARTITIONS + " partitions");
            }
        });
        return instances;
    }

    private static int megabytes(String size) {
        String text = size.toLowerCase(Locale.ROOT);
        try {
            if (text.endsWith("g")) {
                return (int) (Double.parseDouble(text.substring(0, text.length() - 1)) * 1024);
            }
            return Integer.parseInt(text.endsWith("m") ? text.substring(0, text.length() - 1) : text);
        } catch (NumberFormatException notASize) {
            throw new IllegalArgumentException("--memory: '" + size + "' is not a size like 2g or 2560m", notASize);
        }
    }
}
