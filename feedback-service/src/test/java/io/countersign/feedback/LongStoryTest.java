package io.countersign.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.FieldFault;
import io.countersign.event.TracedRefusal;
import io.countersign.kit.postgres.Columns;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A case that is told of without end holds up neither itself nor any other. */
class LongStoryTest extends RunningFeedback {

    private static final int REFUSALS = 2_000;
    private static final FieldFault LONG = new FieldFault("label", "must be shorter than that ".repeat(60));

    @Autowired
    private RebuildTraces rebuild;

    @Test
    void a_case_with_thousands_of_refusals_gets_a_trace_that_fits_and_the_traces_of_others_go_out() {
        var flooded = flooded(fresh("case"));
        var last = refusalId(REFUSALS - 1, flooded.caseId());
        tellAtOnce(flooded.told());
        var others = IntStream.range(0, 8)
                .mapToObj(_ -> Story.of(fresh("case")).scored())
                .toList();
        tellAtOnce(others.stream().flatMap(story -> story.told().stream()).toList());

        others.forEach(story -> {
            awaitTrace(story.caseId(), trace -> trace.getState().equals("scored"));
            awaitLabel(story.caseId(), label -> label.getBasis().equals("model"));
        });
        var trace = awaitTrace(
                flooded.caseId(),
                it -> it.getRefusals().getLast().getRefusalId().equals(last));

        assertThat(trace.getState()).isEqualTo("refused");
        assertThat(trace.getRefusals()).extracting(TracedRefusal::getFaults).noneMatch(List::isEmpty);
        var shown = get("/v1/traces/" + flooded.caseId()).body();
        assertThat(shown.path("digest").asString()).isEqualTo(trace.getDigest());
        assertThat(shown.path("refusals").size()).isEqualTo(trace.getRefusals().size());
        assertThat(refusalFacts(flooded)).isEqualTo(REFUSALS);
        assertThat(changedByRebuild(flooded)).isZero();
    }

    private static Story flooded(String caseId) {
        var story = Story.of(caseId);
        for (int i = 0; i < REFUSALS; i++) {
            story.refused("invalid", refusalId(i, caseId), List.of(LONG));
        }
        return story;
    }

    /** Sorts by time, as ids do. */
    private static String refusalId(int number, String caseId) {
        return "refusal-%04d-of-%s".formatted(number, caseId);
    }

    private int changedByRebuild(Story story) {
        var justBefore = story.caseId().substring(0, story.caseId().length() - 1);
        return Objects.requireNonNull(rebuild.rebuild(justBefore, 1).block()).changed();
    }

    private long refusalFacts(Story story) {
        return Objects.requireNonNull(database.sql("SELECT count(*) FROM refusal_fact WHERE case_id = $1")
                .bind(0, story.caseId())
                .map(row -> Columns.at(row, 0, Long.class))
                .one()
                .block());
    }
}
