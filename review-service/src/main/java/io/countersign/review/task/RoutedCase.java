package io.countersign.review.task;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case as routing decided it.
 *
 * @param file the case with routing's decision, revision 1
 * @param itemKeys natural keys of the item
 * @param errand what a person is asked to do; null where nobody is asked
 */
public record RoutedCase(
        CaseFile file, List<String> itemKeys, @Nullable Errand errand) {

    public RoutedCase {
        itemKeys = List.copyOf(itemKeys);
    }

    /**
     * What a person is asked to do.
     *
     * @param priority 1 is most urgent
     * @param dueAt null where the queue says it
     * @param skills what the reviewer must be able to do, beside what the queue asks
     */
    public record Errand(
            Purpose purpose,
            String queue,
            int tier,
            int priority,
            @Nullable Instant dueAt,
            List<String> skills,
            TaskContent content) {

        public Errand {
            skills = skills.stream().distinct().sorted().toList();
        }
    }
}
