package io.countersign.review.queue;

import io.countersign.review.task.Asker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Who of a line of askers is given which of the waiting cases: what each would get if they asked one after the other. */
final class Deal {

    /** The task of each asker, by their place in line; whoever gets nothing is left out. */
    static Map<Integer, UUID> of(List<Asker> line, Collection<WaitingCase> waiting) {
        var inOrder = new ArrayList<>(waiting);
        inOrder.sort(WaitingCase.IN_ORDER);
        Map<Integer, UUID> dealt = new LinkedHashMap<>();
        for (int place = 0; place < line.size(); place++) {
            var next = first(inOrder, place, line.get(place).reviewer());
            if (next >= 0) {
                dealt.put(place, inOrder.remove(next).taskId());
            }
        }
        return dealt;
    }

    private static int first(List<WaitingCase> inOrder, int asker, String reviewer) {
        for (int i = 0; i < inOrder.size(); i++) {
            if (inOrder.get(i).isFor(asker, reviewer)) {
                return i;
            }
        }
        return -1;
    }

    private Deal() {}
}
