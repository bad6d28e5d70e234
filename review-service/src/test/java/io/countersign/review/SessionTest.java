package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SessionTest extends DeskTest {

    @Test
    void statementsGoByIndexesWhateverTheSizesWereWhenTheyWerePlanned() {
        var scans = database.sql("SHOW enable_seqscan")
                .map(row -> String.valueOf(row.get(0, String.class)))
                .one()
                .block();

        assertThat(scans).isEqualTo("off");
    }
}
