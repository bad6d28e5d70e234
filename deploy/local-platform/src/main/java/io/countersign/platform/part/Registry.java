package io.countersign.platform.part;

import io.countersign.platform.home.Home;
import io.countersign.platform.home.Secrets;
import io.countersign.platform.home.Settings;
import io.countersign.platform.http.Http;
import io.countersign.platform.process.CommandLine;
import io.countersign.platform.process.ProcessMark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Apicurio Registry, storing in a database of its own in our PostgreSQL, so that schemas outlive it. */
final class Registry {

    static final String NAME = "registry";
    private static final String ARCHIVE = "registry/apicurio-registry-app-3.3.3-all.tar.gz";

    private final Home home;
    private final Build build;
    private final ProgramFiles programs;
    private final Secrets secrets;
    private final Settings settings;

    Registry(Home home, Build build, ProgramFiles programs, Secrets secrets, Settings settings) {
        this.home = home;
        this.build = build;
        this.programs = programs;
        this.secrets = secrets;
        this.settings = settings;
    }

    Server server() {
        return Server.of(
                NAME,
                address(),
                List.of(port()),
                List.of(Postgres.NAME),
                this::prepare,
                () -> Http.answersOk(address() + "/subjects"));
    }

    /** The Confluent-compatible API. */
    String address() {
        return "http://127.0.0.1:" + port() + "/apis/ccompat/v7";
    }

    private int port() {
        return settings.ports().of(NAME);
    }

    private CommandLine prepare() throws IOException {
        Path program = programs.unpackedOnce("apicurio-registry", "3.3.3", this::unpack);
        List<String> command = Jvm.withHeap(settings.registryHeap());
        command.addAll(List.of(
                ProcessMark.of(home, NAME),
                "-XX:TieredStopAtLevel=1",
                "-Xss512k",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port(),
                "-Dquarkus.management.host=127.0.0.1",
                // Its management interface cannot be switched off at run time, and must not collide with another home.
                "-Dquarkus.management.port=0",
                "-Dquarkus.log.level=WARN",
                "-Dapicurio.storage.kind=sql",
                "-Dapicurio.storage.sql.kind=postgresql",
                "-Dapicurio.datasource.url=jdbc:postgresql://127.0.0.1:"
                        + settings.ports().of(Postgres.NAME) + "/" + Databases.REGISTRY,
                "-Dapicurio.datasource.username=" + Databases.REGISTRY,
                "-Dapicurio.datasource.jdbc.initial-size=2",
                "-Dapicurio.datasource.jdbc.min-size=1",
                "-Dapicurio.datasource.jdbc.max-size=8",
                "-jar",
                program.resolve("quarkus-run.jar").toString()));
        return new CommandLine(
                command, Map.of("APICURIO_DATASOURCE_PASSWORD", secrets.passwordOf(Databases.REGISTRY)), program);
    }

    private void unpack(Path into) throws IOException {
        try (InputStream packed = Files.newInputStream(build.built("deploy/local-platform", ARCHIVE))) {
            ProgramFiles.untar(new GZIPInputStream(packed, 1 << 16), into);
        }
    }
}
