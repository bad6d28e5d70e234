package io.countersign.review;

import io.countersign.review.task.Asker;
import io.countersign.review.task.CaseAtHand;
import io.countersign.review.task.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the askers of one transaction are given, by their place in line, while it is being given out. */
final class Handout {

    /** A case and what happened to it on the way. */
    record Given(CaseAtHand claimed, List<Step> steps) {}

    private final List<Asker> line;
    private final Map<Integer, Given> given = new LinkedHashMap<>();
    private final List<Step> freed = new ArrayList<>();

    Handout(List<Asker> line) {
        this.line = List.copyOf(line);
    }

    Asker asker(int place) {
        return line.get(place);
    }

    void give(int place, Given what) {
        given.put(place, what);
    }

    /** Claims that lapsed were freed on the way. */
    void freed(List<Step> steps) {
        freed.addAll(steps);
    }

    /** Who has nothing yet. */
    Map<Integer, Asker> waiting() {
        Map<Integer, Asker> waiting = new LinkedHashMap<>();
        for (int place = 0; place < line.size(); place++) {
            if (!given.containsKey(place)) {
                waiting.put(place, line.get(place));
            }
        }
        return waiting;
    }

    @Nullable
    Given at(int place) {
        return given.get(place);
    }

    List<Step> freed() {
        return freed;
    }
}
