package io.countersign.platform.part;

import io.countersign.platform.home.Secrets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One database for the services, with a schema and a login role each, and one for the registry. */
final class Databases {

    static final String SERVICES = "countersign";
    static final String REGISTRY = "registry";

    private final int port;
    private final Secrets secrets;

    Databases(int port, Secrets secrets) {
        this.port = port;
        this.secrets = secrets;
    }

    /** Creates what is missing; true when everything is there. Names are constants of this source, never input. */
    boolean ensure() throws SQLException {
        try (Connection server = connect(Postgres.SUPERUSER)) {
            database(server, SERVICES);
            role(server, REGISTRY);
            database(server, REGISTRY);
            execute(server, "alter database " + REGISTRY + " owner to " + REGISTRY);
        }
        try (Connection services = connect(SERVICES)) {
            execute(services, "revoke create on schema public from public");
            for (String service : Services.NAMES) {
                role(services, service);
                execute(services, "create schema if not exists " + service + " authorization " + service);
                execute(
                        services,
                        "alter role " + service + " in database " + SERVICES + " set search_path = " + service);
            }
        }
        return true;
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?connectTimeout=2&socketTimeout=20",
                Postgres.SUPERUSER,
                secrets.passwordOf(Postgres.SUPERUSER));
    }

    private static void database(Connection server, String name) throws SQLException {
        if (!exists(server, "select 1 from pg_database where datname = ?", name)) {
            execute(server, "create database " + name);
        }
    }

    private void role(Connection server, String name) throws SQLException {
        if (!exists(server, "select 1 from pg_roles where rolname = ?", name)) {
            execute(server, "create role " + name + " login password '" + secrets.passwordOf(name) + "'");
        }
    }

    private static boolean exists(Connection server, String query, String name) throws SQLException {
        try (PreparedStatement statement = server.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet found = statement.executeQuery()) {
                return found.next();
            }
        }
    }

    private static void execute(Connection server, String sql) throws SQLException {
        try (Statement statement = server.createStatement()) {
            statement.execute(sql);
        }
    }
}
