package io.countersign.review;

import io.countersign.review.task.Asker;
import io.countersign.review.task.CaseAtHand;
import io.countersign.review.task.Step;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the askers of one transaction are given, by their place in line, while it is being given out. */
final class Handout {

    private final List<Asker> line;
    private final Map<Integer, CaseAtHand> given = new LinkedHashMap<>();
    private final List<List<Step>> happened = new ArrayList<>();

    Handout(List<Asker> line) {
        this.line = List.copyOf(line);
    }

    Asker asker(int place) {
        return line.get(place);
    }

    /** @param steps what happened to the case on the way */
    void give(int place, CaseAtHand claimed, List<Step> steps) {
        given.put(place, claimed);
        happened.add(steps);
    }

    /** Claims that lapsed were freed on the way. */
    void freed(List<Step> steps) {
        happened.add(steps);
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
    CaseAtHand at(int place) {
        return given.get(place);
    }

    /** What was freed and claimed, in the order in which it was: the order in which it has to be told. */
    List<List<Step>> happened() {
        return Collections.unmodifiableList(happened);
    }
}
