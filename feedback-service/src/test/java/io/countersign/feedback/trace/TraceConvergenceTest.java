package io.countersign.feedback.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.feedback.label.LabelRule;
import io.countersign.feedback.label.LabelWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens on the way, the same set of events is the same trace. */
class TraceConvergenceTest {

    private static final Set<String> EXCLUDED = Set.of("url:2", "url:9", "url:of-another-case");
    private static final LabelRule RULE = new LabelRule(LabelWeights.DEFAULT);

    @Provide
    Arbitrary<List<CaseEvent>> histories() {
        return Histories.histories();
    }

    @Property(tries = 500)
    void the_order_of_arrival_leaves_no_mark(@ForAll("histories") List<CaseEvent> events, @ForAll long seed) {
        assertThat(fold(CaseEvents.of(shuffled(events, seed)))).isEqualTo(fold(CaseEvents.of(events)));
    }

    @Property(tries = 500)
    void repetition_leaves_no_mark(@ForAll("histories") List<CaseEvent> events, @ForAll long seed) {
        var repeated = new ArrayList<>(events);
        repeated.addAll(shuffled(events, seed).subList(0, events.size() / 2));
        assertThat(fold(CaseEvents.of(shuffled(repeated, seed + 1)))).isEqualTo(fold(CaseEvents.of(events)));
    }

    @Property(tries = 500)
    void the_cut_into_batches_leaves_no_mark(@ForAll("histories") List<CaseEvent> events, @ForAll long seed) {
        var random = new Random(seed);
        var arrived = CaseEvents.none();
        var order = shuffled(events, seed);
        for (int from = 0, to; from < order.size(); from = to) {
            to = Math.min(order.size(), from + 1 + random.nextInt(3));
            arrived = arrived.plus(order.subList(from, to));
        }
        assertThat(fold(arrived)).isEqualTo(fold(CaseEvents.of(events)));
    }

    @Property(tries = 500)
    void the_label_is_the_same_too(@ForAll("histories") List<CaseEvent> events, @ForAll long seed) {
        assertThat(RULE.label(fold(CaseEvents.of(shuffled(events, seed)))))
                .isEqualTo(RULE.label(fold(CaseEvents.of(events))));
    }

    private static CaseTrace fold(CaseEvents events) {
        return TraceFold.fold("case-1", events, EXCLUDED);
    }

    private static List<CaseEvent> shuffled(List<CaseEvent> events, long seed) {
        var copy = new ArrayList<>(events);
        Collections.shuffle(copy, new Random(seed));
        return copy;
    }
}
