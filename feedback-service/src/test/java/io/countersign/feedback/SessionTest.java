package io.countersign.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.kit.postgres.Columns;
import org.junit.jupiter.api.Test;

class SessionTest extends RunningFeedback {

    @Test
    void statements_are_planned_by_the_sizes_of_now() {
        var mode = database.sql("SHOW plan_cache_mode")
                .map(row -> Columns.at(row, 0, String.class))
                .one()
                .block();

        assertThat(mode).isEqualTo("force_custom_plan");
    }
}
