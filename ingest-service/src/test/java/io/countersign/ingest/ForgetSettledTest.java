package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.ingest.postgres.DeadLetterTable;
import io.countersign.ingest.postgres.RefusalTable;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

class ForgetSettledTest extends RunningIngest {

    private static final String REFUSAL = """
            INSERT INTO refusal (refusal_id, subject, kind, case_id, case_revision, fingerprint, faults, channel, refused_at,
                                 payload, state, state_changed_at)
            VALUES (:id, 'prediction', 'invalid', 'c', 1, :id, '[]', 'http', now() - interval '1 year', '\\x00', :state,
                    now() - :age::interval)""";
    private static final String DEAD_LETTER = """
            INSERT INTO dead_letter (dead_letter_id, topic, partition, record_offset, source_topic, headers, reason,
                                     arrived_at, state, state_changed_at)
            VALUES (:id, :id, 0, 0, 'source', '{}', 'why', now() - interval '1 year', :state, now() - :age::interval)""";

    @Autowired
    private DatabaseClient database;

    @Autowired
    private RefusalTable refusals;

    @Autowired
    private DeadLetterTable letters;

    @Autowired
    private ForgetSettled forgetSettled;

    @Test
    void what_was_settled_long_ago_is_forgotten_and_nothing_else() {
        var old = row(REFUSAL, "dismissed", "31 days");
        var recent = row(REFUSAL, "replayed", "29 days");
        var open = row(REFUSAL, "open", "300 days");
        var oldLetter = row(DEAD_LETTER, "replayed", "31 days");
        var recentLetter = row(DEAD_LETTER, "dismissed", "29 days");
        var openLetter = row(DEAD_LETTER, "open", "300 days");

        forgetSettled.forget();

        assertThat(refusals.find(old).blockOptional()).isEmpty();
        assertThat(refusals.find(recent).blockOptional()).isPresent();
        assertThat(refusals.find(open).blockOptional()).isPresent();
        assertThat(letters.find(oldLetter).blockOptional()).isEmpty();
        assertThat(letters.find(recentLetter).blockOptional()).isPresent();
        assertThat(letters.find(openLetter).blockOptional()).isPresent();
    }

    private String row(String insert, String state, String age) {
        var id = UUID.randomUUID().toString();
        database.sql(insert)
                .bind("id", id)
                .bind("state", state)
                .bind("age", age)
                .then()
                .block();
        return id;
    }
}
