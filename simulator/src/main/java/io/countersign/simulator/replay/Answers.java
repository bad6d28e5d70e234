package io.countersign.simulator.replay;

import io.countersign.casefiles.HumanLabel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What reviewers answer: the next unused label that a real person gave to the case, else the truth. A share of the answers
 * can be flipped to another label, to see what poor reviewers do to the result; which ones follows from the seed.
 */
final class Answers {

    private final Map<String, Deque<String>> people = new HashMap<>();
    private final Map<String, String> truths = new HashMap<>();
    private final SortedSet<String> labels = new TreeSet<>();
    private final Map<String, Optional<String>> given = new ConcurrentHashMap<>();
    private final double flipped;
    private final long seed;

    Answers(double flipped, long seed) {
        this.flipped = flipped;
        this.seed = seed;
    }

    void truth(String idInFile, @Nullable String label) {
        if (label != null) {
            truths.put(idInFile, label);
            labels.add(label);
        }
    }

    void person(HumanLabel label) {
        people.computeIfAbsent(label.caseId(), id -> new ArrayDeque<>()).add(label.label());
        labels.add(label.label());
    }

    /** The answer for a task; the same again when the task is asked again. Null where nobody knows. */
    @Nullable
    String forTask(String taskId, String idInFile) {
        return given.computeIfAbsent(taskId, id -> Optional.ofNullable(next(idInFile)))
                .orElse(null);
    }

    private @Nullable String next(String idInFile) {
        String honest;
        synchronized (this) {
            Deque<String> unused = people.get(idInFile);
            honest = unused == null || unused.isEmpty() ? truths.get(idInFile) : unused.poll();
        }
        return honest == null ? null : perhapsFlipped(idInFile, honest);
    }

    private String perhapsFlipped(String idInFile, String honest) {
        SplittableRandom draw = CaseRandom.of(seed, "flip", idInFile);
        List<String> others =
                labels.stream().filter(label -> !label.equals(honest)).toList();
        return draw.nextDouble() < flipped && !others.isEmpty() ? others.get(draw.nextInt(others.size())) : honest;
    }
}
