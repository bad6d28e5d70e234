package io.countersign.study;

import io.countersign.casefiles.Case;
import io.countersign.casefiles.CaseFiles;
import io.countersign.statistics.ScoredCases;
import io.countersign.statistics.errormodel.LabelledCase;
import io.countersign.statistics.errormodel.Signals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The cases of {@link StudyFile#withOutcome}, in that order, with what the measurements need of each. Immutable. */
final class StudyCases {
    private final StudyFile file;
    private final List<Case> cases;
    private final List<LabelledCase> labelled;
    private final List<String> sliceNames;

    private StudyCases(StudyFile file) {
        this.file = file;
        this.cases = file.withOutcome();
        this.labelled = cases.stream().map(StudyCases::labelled).toList();
        this.sliceNames = cases.stream()
                .flatMap(c -> c.slices().keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The cases of a file, as {@link StudyFile#read}. */
    static StudyCases read(CaseFiles files) {
        return new StudyCases(StudyFile.read(files));
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

    /** What they were read from. */
    StudyFile file() {
        return file;
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

    /**
     * What calibration goes by, equally long for every case: the model's answer, then each slice of the file, then the answer
     * within each slice.
     */
    List<String> path(int i) {
        var path = new ArrayList<String>();
        String label = "label=" + cases.get(i).predictedLabel();
        path.add(label);
        for (String name : sliceNames) {
            path.add(name + "=" + slice(i, name));
        }
        for (String name : sliceNames) {
            path.add(label + "," + name + "=" + slice(i, name));
        }
        return path;
    }

    /** How many slices come before the crossings in each {@link #path}. */
    int uncrossed() {
        return 1 + sliceNames.size();
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
