package io.countersign.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptAcrossRestartsTest {

    @TempDir
    Path home;

    @Test
    void aTokenSignedBeforeARestartIsValidAfterIt() throws IOException {
        assertThat(SigningKey.keptIn(home)).isEqualTo(SigningKey.keptIn(home));
    }

    @Test
    void passwordsStayAndOnlyTheOwnerCanReadThem() throws IOException {
        Credentials first = Credentials.keptIn(issuer(2, null));

        assertThat(Credentials.keptIn(issuer(2, null))).isEqualTo(first);
        assertThat(first.people()).containsOnlyKeys("ana", "reviewer-1", "reviewer-2");
        assertThat(first.people().get("ana")).isNotEqualTo(first.people().get("reviewer-1"));
        assertThat(Files.getPosixFilePermissions(home.resolve(Credentials.FILE)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void anAccountAddedLaterGetsItsPasswordOnTheNextStart() throws IOException {
        Credentials first = Credentials.keptIn(issuer(1, null));
        Credentials later = Credentials.keptIn(issuer(2, null));

        assertThat(later.people()).containsAllEntriesOf(first.people()).containsKey("reviewer-2");
    }

    @Test
    void oneDemoPasswordMayServeEveryone() throws IOException {
        Credentials all = Credentials.keptIn(issuer(1, "let me in"));

        assertThat(all.people()).containsEntry("ana", "let me in");
        assertThat(all.services()).containsEntry("pipeline", "let me in");
    }

    @Test
    void serviceAccountsMayShareTheDemoPassword() throws IOException {
        IssuerProperties issuer = new IssuerProperties(
                home,
                "http://127.0.0.1:1",
                Duration.ofHours(8),
                "let me in",
                1,
                Map.of(),
                Map.of("pipeline", List.of("pipeline"), "simulator", List.of("data")),
                List.of("http://127.0.0.1/callback"));

        var configuration = new IssuerConfiguration();
        var clients = configuration.clients(issuer, Credentials.keptIn(issuer), configuration.salted());

        assertThat(clients.findByClientId("pipeline")).isNotNull();
        assertThat(clients.findByClientId("simulator")).isNotNull();
    }

    private IssuerProperties issuer(int reviewers, @Nullable String demoPassword) {
        return new IssuerProperties(
                home,
                "http://127.0.0.1:1",
                Duration.ofHours(8),
                demoPassword,
                reviewers,
                Map.of("ana", List.of("reviewer")),
                Map.of("pipeline", List.of("pipeline")),
                List.of());
    }
}
