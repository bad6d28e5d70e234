package io.countersign.study;

import io.countersign.casefiles.Case;
import io.countersign.casefiles.CaseFiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a study takes from a file: the cases that have an outcome, and what the others still tell. Immutable once read. */
final class StudyFile {
    private static final int FEWEST = 100;
    private static final int FEWEST_UNITS = 10;

    private final List<Case> withOutcome;
    private final Set<String> ids;
    private final CaseTimes times;

    private StudyFile(List<Case> withOutcome, Set<String> ids, CaseTimes times) {
        this.withOutcome = List.copyOf(withOutcome);
        this.ids = Set.copyOf(ids);
        this.times = times;
    }

    /**
     * Reads all cases of a file.
     *
     * @throws StudyException if too few have an outcome or they are of too few units, or if the model is always or never right
     */
    static StudyFile read(CaseFiles files) {
        var known = new ArrayList<Case>();
        var ids = new HashSet<String>();
        var times = new CaseTimes();
        try (var all = files.cases()) {
            for (Case next : (Iterable<Case>) all::iterator) {
                ids.add(next.caseId());
                times.add(next);
                if (next.trueLabel() != null) {
                    known.add(next);
                }
            }
        }
        if (known.size() < FEWEST) {
            throw new StudyException("%s: only %d of %d cases have a true_label; a study needs at least %d"
                    .formatted(files.predictions(), known.size(), ids.size(), FEWEST));
        }
        requireRightAndWrong(known, files);
        requireUnits(known, files);
        if (known.stream().allMatch(c -> c.occurredAt() != null)) {
            known.sort(Comparator.comparing(c -> Objects.requireNonNull(c.occurredAt())));
        }
        return new StudyFile(known, ids, times);
    }

    private static void requireRightAndWrong(List<Case> known, CaseFiles files) {
        long right = known.stream()
                .filter(c -> c.predictedLabel().equals(c.trueLabel()))
                .count();
        if (right == 0 || right == known.size()) {
            throw new StudyException(files.predictions() + ": the model is " + (right == 0 ? "never" : "always")
                    + " right, so nothing tells where it errs. Are predicted_label and true_label written alike?");
        }
    }

    private static void requireUnits(List<Case> known, CaseFiles files) {
        long units = known.stream().map(Case::unit).distinct().count();
        if (units < FEWEST_UNITS) {
            throw new StudyException(
                    "%s: the cases are of only %d independent units (unit_id); a study needs at least %d"
                            .formatted(files.predictions(), units, FEWEST_UNITS));
        }
    }

    /** In the order they happened where each has a time, else in the order of the file. */
    List<Case> withOutcome() {
        return withOutcome;
    }

    /** How many have none. */
    int withoutOutcome() {
        return ids.size() - withOutcome.size();
    }

    /** Whether a case stands in it, with an outcome or without. */
    boolean holds(String caseId) {
        return ids.contains(caseId);
    }

    /** How many cases with an outcome have no time though others have one, so that their order is not known; else 0. */
    int withoutTime() {
        return times.missing();
    }

    /** The first of those in the file. */
    Optional<Case> firstWithoutTime() {
        return withoutTime() == 0
                ? Optional.empty()
                : withOutcome.stream().filter(c -> c.occurredAt() == null).findFirst();
    }

    /** How many cases a day brings, with an outcome or without; null where the file does not say or covers less than one. */
    @Nullable
    Double perDay() {
        return times.perDay();
    }
}
