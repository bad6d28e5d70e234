package io.countersign.feedback.trace;

import static io.countersign.feedback.trace.Histories.activity;
import static io.countersign.feedback.trace.Histories.decided;
import static io.countersign.feedback.trace.Histories.outcome;
import static io.countersign.feedback.trace.Histories.refused;
import static io.countersign.feedback.trace.Histories.routed;
import static io.countersign.feedback.trace.Histories.scored;
import static io.countersign.feedback.trace.Histories.verdict;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class TraceBoundTest {

    private static final TraceBound TWO_OF_EACH = new TraceBound(2, 2, 2, 2, 2);

    @Provide
    Arbitrary<List<CaseEvent>> histories() {
        return Histories.histories();
    }

    @Property(tries = 300)
    void the_order_of_arrival_leaves_no_mark_on_what_is_listed(
            @ForAll("histories") List<CaseEvent> events, @ForAll @IntRange(max = 4) int most, @ForAll long seed) {
        var bound = new TraceBound(most, most, most, most, most);
        var shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(bound.of(fold(shuffled))).isEqualTo(bound.of(fold(events)));
    }

    @Property(tries = 300)
    void what_is_listed_keeps_its_order_and_is_as_much_as_is_allowed(
            @ForAll("histories") List<CaseEvent> events, @ForAll @IntRange(max = 4) int most) {
        var story = fold(events);
        var listed = new TraceBound(most, most, most, most, most).of(story);

        isPart(listed.review(), story.review(), most);
        isPart(listed.decisions(), story.decisions(), most);
        isPart(listed.outcomes(), story.outcomes(), most);
        isPart(listed.refusals(), story.refusals(), most);
        isPart(listed.supersededRevisions(), story.supersededRevisions(), most);
    }

    @Property(tries = 300)
    void a_story_within_the_usual_bound_is_listed_whole(@ForAll("histories") List<CaseEvent> events) {
        assertThat(fold(events).listings().findFirst()).contains(fold(events));
    }

    @Property(tries = 300)
    void what_is_concluded_from_the_story_stays(@ForAll("histories") List<CaseEvent> events) {
        var story = fold(events);

        assertThat(TWO_OF_EACH.of(story))
                .usingRecursiveComparison()
                .ignoringFields("review", "decisions", "outcomes", "refusals", "supersededRevisions")
                .isEqualTo(story);
    }

    @Example
    void the_newest_refusals_stay() {
        var story = fold(List.of(refused(3, "c", "invalid"), refused(1, "a", "invalid"), refused(2, "b", "invalid")));

        assertThat(TWO_OF_EACH.of(story).refusals())
                .extracting(Refusal::refusalId)
                .containsExactly("b", "c");
    }

    @Example
    void ground_truth_stays_before_complaints() {
        var story = fold(List.of(
                outcome("truth", "ground_truth", "spam", 1),
                outcome("first", "complaint", null, 2),
                outcome("second", "complaint", null, 3)));

        assertThat(TWO_OF_EACH.of(story).outcomes())
                .extracting(Outcome::outcomeId)
                .containsExactly("truth", "second");
    }

    @Example
    void verdicts_and_resolutions_stay_before_other_steps() {
        var story = fold(List.of(
                activity(1, 1, "opened", "review"),
                verdict(2, "review", "ana", "agree", "spam"),
                activity(1, 3, "resolution", "review"),
                activity(1, 4, "opened", "audit")));

        assertThat(TWO_OF_EACH.of(story).review())
                .extracting(ReviewStep::step)
                .containsExactly("verdict", "resolution");
    }

    @Example
    void listings_get_shorter_until_only_how_the_case_stands_is_left() {
        var story = fold(Stream.<CaseEvent>of(
                        scored(1, "spam", 0.6), routed(1, "review", 1, false), decided(1, 1, "spam", "held", "model"))
                .toList());

        assertThat(story.listings().toList()).hasSizeBetween(5, 20).last().satisfies(listed -> {
            assertThat(listed.state()).isEqualTo(story.state());
            assertThat(listed.decisions()).isEmpty();
            assertThat(listed.prediction()).isNull();
        });
    }

    private static <T> void isPart(List<T> listed, List<T> all, int most) {
        assertThat(listed).hasSize(Math.min(most, all.size()));
        assertThat(all.stream().filter(listed::contains).toList()).isEqualTo(listed);
    }

    private static CaseTrace fold(Collection<CaseEvent> events) {
        return TraceFold.fold("case-1", CaseEvents.of(events), Set.of("url:2"));
    }
}
