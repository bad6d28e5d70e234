package io.countersign.review.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.review.task.Asker;
import io.countersign.review.task.Grants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Who is given what when several ask at once. */
class DealTest {

    private static final Instant SOON = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> REVIEWERS = List.of("ana", "ben", "cleo", "ana");

    @Test
    void whatIsAboutToBreachComesFirstThenPriorityThenTheOldest() {
        var urgent = waiting(1, false, 1, Set.of());
        var older = waiting(2, false, 3, Set.of());
        var newer = waiting(3, false, 3, Set.of());
        var breaching = waiting(4, true, 5, Set.of());

        var dealt = Deal.of(line(4), List.of(newer, older, urgent, breaching));

        assertThat(dealt)
                .containsExactly(
                        Map.entry(0, breaching.taskId()),
                        Map.entry(1, urgent.taskId()),
                        Map.entry(2, older.taskId()),
                        Map.entry(3, newer.taskId()));
    }

    /** The law: a line is dealt what its members would get one after the other, each looking for themselves. */
    @Property(tries = 500)
    void aLineIsDealtWhatEachWouldFindAlone(@ForAll("cases") List<WaitingCase> waiting) {
        var line = line(REVIEWERS.size());

        assertThat(Deal.of(line, waiting)).isEqualTo(oneAfterTheOther(line, waiting));
    }

    @Provide
    Arbitrary<List<WaitingCase>> cases() {
        var one = Combinators.combine(
                        Arbitraries.integers().between(0, 3).set().ofMaxSize(4),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.of(REVIEWERS).set().ofMaxSize(2))
                .as((askers, breaching, due, priority, notFor) -> new WaitingCase(
                        UUID.randomUUID(), askers, breaching, SOON.plusSeconds(due), priority, 0, notFor));
        return one.list()
                .ofMaxSize(8)
                .map(cases -> IntStream.range(0, cases.size())
                        .mapToObj(place -> placed(cases.get(place), place))
                        .toList());
    }

    private static Map<Integer, UUID> oneAfterTheOther(List<Asker> line, List<WaitingCase> waiting) {
        var left = new ArrayList<>(waiting);
        Map<Integer, UUID> found = new LinkedHashMap<>();
        for (int asker = 0; asker < line.size(); asker++) {
            int number = asker;
            Optional<WaitingCase> next = left.stream()
                    .filter(each -> each.askers().contains(number)
                            && !each.notFor().contains(line.get(number).reviewer()))
                    .reduce((best, each) -> comesBefore(each, best) ? each : best);
            next.ifPresent(each -> {
                left.remove(each);
                found.put(number, each.taskId());
            });
        }
        return found;
    }

    private static boolean comesBefore(WaitingCase one, WaitingCase other) {
        if (one.breaching() != other.breaching()) {
            return one.breaching();
        }
        int byUrgency = one.breaching()
                ? one.dueAt().compareTo(other.dueAt())
                : Integer.compare(one.priority(), other.priority());
        return byUrgency < 0 || (byUrgency == 0 && one.place() < other.place());
    }

    private static WaitingCase placed(WaitingCase each, int place) {
        return new WaitingCase(
                each.taskId(), each.askers(), each.breaching(), each.dueAt(), each.priority(), place, each.notFor());
    }

    private static WaitingCase waiting(long place, boolean breaching, int priority, Set<String> notFor) {
        return new WaitingCase(UUID.randomUUID(), Set.of(0, 1, 2, 3), breaching, SOON, priority, place, notFor);
    }

    private static List<Asker> line(int length) {
        return REVIEWERS.subList(0, length).stream()
                .map(name -> new Asker(name, Set.of(), new Grants(Set.of(), Set.of())))
                .toList();
    }
}
