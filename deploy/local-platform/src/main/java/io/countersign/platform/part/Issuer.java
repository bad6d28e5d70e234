package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Settings;
import io.countersign.platform.http.Http;
import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.ProcessMark;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The local OIDC issuer. */
final class Issuer {

    static final String NAME = "issuer";
    private static final String MODULE = "deploy/local-issuer";

    private final Home home;
    private final BootApp apps;
    private final Settings settings;
    private final Caching caching;

    Issuer(Home home, BootApp apps, Settings settings, Caching caching) {
        this.home = home;
        this.apps = apps;
        this.settings = settings;
        this.caching = caching;
    }

    Server server() {
        return Server.of(
                NAME,
                address(),
                List.of(port()),
                List.of(),
                this::prepare,
                () -> Http.answersOk(address() + "/readyz"));
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    private int port() {
        return settings.ports().of(NAME);
    }

    private CommandLine prepare() throws IOException {
        Path jar = apps.unpacked(MODULE);
        List<String> command = Jvm.withHeap(settings.issuerHeap());
        command.addAll(List.of(ProcessMark.of(home, NAME), "-Xss512k"));
        command.addAll(caching.options(NAME, cache(apps), Settings.Compiler.QUICK));
        command.addAll(List.of("-jar", jar.toString()));
        Map<String, String> environment = Map.of(
                "SERVER_PORT", Integer.toString(port()),
                "SERVER_ADDRESS", "127.0.0.1",
                "COUNTERSIGN_ISSUER_HOME", home.issuer().toString(),
                "COUNTERSIGN_ISSUER_URI", address(),
                "COUNTERSIGN_ISSUER_TOKEN_LIFETIME", settings.tokenLifetime());
        return new CommandLine(command, environment, home.folder());
    }

    /** Where its cache stands. */
    static ClassCache cache(BootApp apps) throws IOException {
        return ClassCache.of(apps.unpacked(MODULE));
    }
}
