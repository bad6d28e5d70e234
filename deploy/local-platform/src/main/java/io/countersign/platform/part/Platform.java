package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Secrets;
import io.countersign.platform.home.Settings;
import io.countersign.platform.process.ProcessTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that runs in a home.
 *
 * @param home where it keeps its data
 * @param settings how it runs
 * @param steps in an order in which each comes after what it needs
 */
public record Platform(Home home, Settings settings, List<Step> steps) {

    /** The platform of a home by its kept settings. */
    public static Platform in(Home home, Settings settings, Build build) throws IOException {
        return in(home, settings, build, Caching.USED);
    }

    /** The same with another use of the caches. */
    static Platform in(Home home, Settings settings, Build build, Caching caching) throws IOException {
        ProgramFiles programs = new ProgramFiles(build.programs());
        Secrets secrets = new Secrets(home);
        BootApp apps = new BootApp(build, programs);
        Broker broker = new Broker(home, build, programs, settings, caching);
        Registry registry = new Registry(home, build, programs, secrets, settings);
        Issuer issuer = new Issuer(home, apps, settings, caching);
        List<Step> steps = new ArrayList<>(List.of(
                new Postgres(home, programs, secrets, settings).server(),
                broker.server(),
                registry.server(),
                issuer.server()));
        if (build.has(Setup.MODULE)) {
            steps.add(new Setup(home, build).task(broker.address(), registry.address()));
        }
        Services.Addresses addresses = new Services.Addresses(
                broker.address(),
                registry.address(),
                issuer.address(),
                settings.ports().of(Postgres.NAME));
        steps.addAll(new Services(home, build, apps, secrets, settings, addresses, caching).servers());
        Postgres.adopt(home, new ProcessTable(home));
        return new Platform(home, settings, List.copyOf(steps));
    }

    /** The steps that stay. */
    public List<Server> servers() {
        return steps.stream()
                .filter(Server.class::isInstance)
                .map(Server.class::cast)
                .toList();
    }

    /** Where each process is reached, by its name. */
    public Map<String, String> addresses() {
        return servers().stream()
                .collect(Collectors.toMap(Server::name, Server::address, (one, other) -> one, LinkedHashMap::new));
    }

    /** The process of this name. */
    public Server server(String name) {
        return servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no process " + name));
    }
}
