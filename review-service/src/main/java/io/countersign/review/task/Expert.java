package io.countersign.review.task;

import io.countersign.review.task.ReviewTask.Claimed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is named for a case.
 *
 * @param lacks what is not granted to them and the case or its next queue asks for, in words
 */
public record Expert(String name, List<String> lacks) {

    public Expert {
        lacks = List.copyOf(lacks);
    }

    /** Why the case may not go to them, as nobody would ever take it; null where it may. */
    @Nullable
    Refusal unfit(Claimed task, CaseFile file) {
        if (task.holder().equals(name)) {
            return refused("That is you");
        }
        if (task.before().notFor().contains(name) || file.judgedBy().contains(name)) {
            return refused("'" + name + "' has judged this case or put it aside before: name somebody else");
        }
        return lacks.isEmpty()
                ? null
                : refused("'" + name + "' may not take it there, for want of " + String.join(", ", lacks));
    }

    private static Refusal refused(String detail) {
        return new Refusal.BrokenRule("person", detail);
    }
}
