package io.countersign.study;

import io.countersign.casefiles.Case;
import io.countersign.casefiles.CaseFiles;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.errormodel.LabelledCase;
import io.countersign.statistics.errormodel.Signals;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The cases that have an outcome, with what the measurements need of each; in the order they happened where each has a time,
 * else in the order of the file. Immutable.
 */
final class StudyCases {
    private static final int FEWEST = 100;
    private static final int FEWEST_UNITS = 10;

    private final List<Case> cases;
    private final Set<String> idsWithoutOutcome;
    private final Set<String> idsWithOutcome;
    private final int withoutTime;
    private final @Nullable Double perDay;
    private final List<LabelledCase> labelled;
    private final List<String> sliceNames;

    private StudyCases(List<Case> cases, Set<String> idsWithoutOutcome, CaseTimes times) {
        this.cases = cases;
        this.idsWithoutOutcome = idsWithoutOutcome;
        this.idsWithOutcome = cases.stream().map(Case::caseId).collect(Collectors.toUnmodifiableSet());
        this.withoutTime = times.missing();
        this.perDay = times.perDay();
        this.labelled = cases.stream().map(StudyCases::labelled).toList();
        this.sliceNames = cases.stream()
                .flatMap(c -> c.slices().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * Reads all cases of a file.
     *
     * @throws StudyException if too few have an outcome or they are of too few units, or if the model is always or never right
     */
    static StudyCases read(CaseFiles files) {
        var known = new ArrayList<Case>();
        var times = new CaseTimes();
        var unknown = new HashSet<String>();
        try (var all = files.cases()) {
            for (Case next : (Iterable<Case>) all::iterator) {
                times.add(next);
                if (next.trueLabel() == null) {
                    unknown.add(next.caseId());
                } else {
                    known.add(next);
                }
            }
        }
        if (known.size() < FEWEST) {
            throw new StudyException("%s: only %d of %d cases have a true_label; a study needs at least %d"
                    .formatted(files.predictions(), known.size(), known.size() + unknown.size(), FEWEST));
        }
        requireRightAndWrong(known, files);
        requireUnits(known, files);
        if (times.missing() == 0) {
            known.sort(Comparator.comparing(StudyCases::time));
        }
        return new StudyCases(List.copyOf(known), Set.copyOf(unknown), times);
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

    private static Instant time(Case read) {
        return read.occurredAt() == null ? Instant.EPOCH : read.occurredAt();
    }

    private static LabelledCase labelled(Case read) {
        var signals = Signals.of(read.predictedLabel(), read.confidence());
        read.labelProbabilities().forEach(signals::probability);
        read.opinions()
                .forEach(o ->
                        signals.opinion(o.name(), o.label(), o.confidence() == null ? Double.NaN : o.confidence()));
        read.slices().forEach(signals::slice);
        read.features().forEach(signals::feature);
        if (read.ensembleAgreement() != null) {
            signals.ensembleAgreement(read.ensembleAgreement());
        }
        if (read.novelty() != null) {
            signals.novelty(read.novelty());
        }
        if (read.value() != null) {
            signals.value(read.value());
        }
        return new LabelledCase(signals.build(), !read.predictedLabel().equals(read.trueLabel()), 1, read.unit());
    }

    int size() {
        return cases.size();
    }

    int withoutOutcome() {
        return idsWithoutOutcome.size();
    }

    /** Whether a case stands in the file, with an outcome or without. */
    boolean inFile(String caseId) {
        return idsWithOutcome.contains(caseId) || idsWithoutOutcome.contains(caseId);
    }

    /** How many have no time though others have one, so that their order is not known; 0 where no case has one. */
    int withoutTime() {
        return withoutTime;
    }

    /** The first of those in the file. */
    Optional<Case> firstWithoutTime() {
        return withoutTime == 0
                ? Optional.empty()
                : cases.stream().filter(c -> c.occurredAt() == null).findFirst();
    }

    /** How many cases a day brings, with an outcome or without; null where the file does not say or covers less than one. */
    @Nullable
    Double perDay() {
        return perDay;
    }

    Case get(int i) {
        return cases.get(i);
    }

    LabelledCase labelled(int i) {
        return labelled.get(i);
    }

    boolean wrong(int i) {
        return labelled.get(i).wrong();
    }

    List<String> units() {
        return cases.stream().map(Case::unit).toList();
    }

    /** The models and versions of the predictions, as {@code model@version}. */
    SortedSet<String> models() {
        return new TreeSet<>(cases.stream().map(Case::model).toList());
    }

    /** What calibration goes by, equally long for every case: the model's answer, then each slice of the file. */
    List<String> path(int i) {
        var path = new ArrayList<String>();
        path.add("label=" + cases.get(i).predictedLabel());
        for (String name : sliceNames) {
            path.add(name + "=" + slice(i, name));
        }
        return path;
    }

    private String slice(int i, String name) {
        return cases.get(i).slices().getOrDefault(name, "(none)");
    }

    /** By the name of each slice column, and by {@code label} for the model's answer: the slice of each given row. */
    Map<String, List<String>> slices(int[] rows) {
        var slices = new LinkedHashMap<String, List<String>>();
        for (String name : sliceNames) {
            slices.put(name, Arrays.stream(rows).mapToObj(i -> slice(i, name)).toList());
        }
        slices.put(
                "label",
                Arrays.stream(rows).mapToObj(i -> cases.get(i).predictedLabel()).toList());
        return slices;
    }

    /** The units of some rows, numbered from 0 without gaps. */
    int[] unitNumbers(int[] rows) {
        var numbers = new LinkedHashMap<String, Integer>();
        int[] units = new int[rows.length];
        for (int k = 0; k < rows.length; k++) {
            String unit = cases.get(rows[k]).unit();
            Integer known = numbers.putIfAbsent(unit, numbers.size());
            units[k] = known == null ? numbers.size() - 1 : known;
        }
        return units;
    }

    /** Some rows with their raw confidence as score. */
    ScoredCases scored(int[] rows) {
        boolean[] right = new boolean[rows.length];
        for (int k = 0; k < rows.length; k++) {
            right[k] = !wrong(rows[k]);
        }
        return ScoredCases.of(
                Arrays.stream(rows).mapToDouble(i -> cases.get(i).confidence()).toArray(), right);
    }

    int[] all() {
        return IntStream.range(0, size()).toArray();
    }
}
