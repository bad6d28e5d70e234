package io.countersign.testsupport;

import java.util.Map;

/** An empty database of its own, with a schema and a login role of the same name that owns it. */
public record TestDatabase(String host, int port, String name, String user, String password) {

    /** The same database at another address: behind a {@link TcpProxy}. */
    public TestDatabase at(String otherHost, int otherPort) {
        return new TestDatabase(otherHost, otherPort, name, user, password);
    }

    /** The variables that tell a service where it is. */
    public Map<String, String> properties() {
        return Map.of(
                "COUNTERSIGN_DATABASE_HOST", host,
                "COUNTERSIGN_DATABASE_PORT", String.valueOf(port),
                "COUNTERSIGN_DATABASE_NAME", name,
                "COUNTERSIGN_DATABASE_USER", user,
                "COUNTERSIGN_DATABASE_PASSWORD", password);
    }
}
