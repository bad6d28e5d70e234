package io.countersign.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A guard of the running system that can be gone for one case: triggers keep it from writing what it rests on. */
enum RemovedGuard {
    /** What is committed reaches Kafka. */
    OUTBOX_KEEPS_WHAT_IS_COMMITTED("I1 ", new Trigger("ingest.outbox", "INSERT", "NEW.key", "RETURN NULL;")),

    /** The door knows what it has taken in. */
    DOOR_REMEMBERS(
            "I2 routed again",
            new Trigger("ingest.prediction", "INSERT", "NEW.case_id", "RETURN NULL;"),
            new Trigger("ingest.case_intake", "UPDATE", "NEW.case_id", "NEW.newest_revision := 0; RETURN NEW;")),

    /** A task ends with the verdict for its seat. */
    VERDICT_ENDS_THE_TASK(
            "I2 second verdict",
            new Trigger("review.review_verdict", "INSERT", "NEW.case_id", "RETURN NULL;"),
            new Trigger("review.review_task", "UPDATE", "NEW.case_id", """
                    IF NEW.state = 'resolved' AND nextval('removed_guard.ended') = 1 THEN NEW.state := 'waiting'; END IF;
                    RETURN NEW;""")),

    /** A seat that was left never gives its token again. */
    TOKENS_RISE("I3 ", new Trigger("review.review_task", "UPDATE", "NEW.case_id", """
            IF NEW.state = 'waiting' THEN NEW.token := 0; END IF; RETURN NEW;""")),

    /** What is on Kafka leaves the outbox: here it is still there twice. */
    RELAY_SENDS_ONCE("I4 ", new Trigger("ingest.outbox", "DELETE", "OLD.key", """
            IF nextval('removed_guard.kept') <= 2 THEN RETURN NULL; END IF; RETURN OLD;""")),

    /** The outbox has the order of the commits. */
    OUTBOX_KEEPS_ORDER("I5 ", new Trigger("review.outbox", "INSERT", "NEW.key", "NEW.seq := -NEW.seq; RETURN NEW;")),

    /** A case that has changed is published. */
    CHANGES_ARE_PUBLISHED("I6 ", new Trigger("feedback.dirty_mark", "INSERT", "NEW.case_id", "RETURN NULL;"));

    private final String broken;
    private final List<Trigger> triggers;

    RemovedGuard(String broken, Trigger... triggers) {
        this.broken = broken;
        this.triggers = List.of(triggers);
    }

    /** With what the checker begins a line about the case. */
    String broken() {
        return broken;
    }

    /** Takes guards away, each for one case, until it is closed. */
    static final class Removal implements AutoCloseable {

        private final Connection database;

        private Removal(Connection database) {
            this.database = database;
        }

        static Removal in(CountersignCli cli) throws IOException, SQLException {
            JsonNode at = cli.status().required("database");
            Path passwords = Path.of(at.required("passwords").asString());
            Connection database = DriverManager.getConnection(
                    "jdbc:postgresql://%s:%d/%s"
                            .formatted(
                                    at.required("host").asString(),
                                    at.required("port").asInt(),
                                    at.required("name").asString()),
                    "postgres",
                    JsonMapper.shared()
                            .readTree(Files.readString(passwords))
                            .required("postgres")
                            .asString());
            Removal removal = new Removal(database);
            removal.execute("DROP SCHEMA IF EXISTS removed_guard CASCADE");
            removal.execute("CREATE SCHEMA removed_guard");
            removal.execute("CREATE SEQUENCE removed_guard.kept");
            removal.execute("CREATE SEQUENCE removed_guard.ended");
            return removal;
        }

        void remove(RemovedGuard guard, String caseId) throws SQLException {
            for (Trigger trigger : guard.triggers) {
                for (String definition : trigger.definitions(guard.name().toLowerCase(Locale.ROOT), caseId)) {
                    execute(definition);
                }
            }
        }

        @Override
        public void close() throws SQLException {
            execute("DROP SCHEMA removed_guard CASCADE");
            database.close();
        }

        private void execute(String sql) throws SQLException {
            try (Statement statement = database.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    /** PL/pgSQL that runs before a row of one case is written; it does what nobody of the service's role may. */
    private record Trigger(String table, String event, String caseColumn, String body) {

        List<String> definitions(String guard, String caseId) {
            String function = "removed_guard." + guard + "_" + table.replace('.', '_');
            return List.of(
                    "CREATE FUNCTION %s() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN %s END $$"
                            .formatted(function, body),
                    "CREATE TRIGGER %s BEFORE %s ON %s FOR EACH ROW WHEN (%s = '%s') EXECUTE FUNCTION %s()"
                            .formatted(guard, event, table, caseColumn, caseId, function));
        }
    }
}
