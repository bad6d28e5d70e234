package io.countersign.simulator.demo;

import io.countersign.casefiles.Case;
import io.countersign.casefiles.Opinion;
import io.countersign.event.LabelProbability;
import io.countersign.event.Prediction;
import io.countersign.simulator.platform.Target;
import io.countersign.simulator.replay.Replay;
import io.countersign.simulator.replay.ReplayOptions;
import io.countersign.simulator.report.ReplayReport;
import io.countersign.topics.EventClasses;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The synthetic stream as fast as a system takes it, to its end: every case reviewed where one is asked for, and its truth
 * sent. It leads a system through all its work, for those who want to watch it work.
 */
public final class Rehearsal {

    private static final String NAME = "rehearsal";
    private static final int REVIEWERS = 16;
    /** So that reviewers contradict the model now and then, and each other. */
    private static final double MISTAKES = 0.1;

    private static final long SEED = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final Target target;
    private final PrintStream out;

    /**
     * @param target the running system
     * @param out where progress is shown
     */
    public Rehearsal(Target target, PrintStream out) {
        this.target = target;
        this.out = out;
    }

    /**
     * Plays so many cases, all of them under way at once.
     *
     * @throws IllegalStateException if a part of the system refuses what this needs
     */
    public ReplayReport play(int cases) throws InterruptedException {
        EventClasses.trust();
        ReplayOptions options = new ReplayOptions(NAME, NAME, cases, 0, cases, REVIEWERS, 1, MISTAKES, SEED, PATIENCE);
        return new Replay(target, options, out).play(cases());
    }

    static Stream<Case> cases() {
        SyntheticStream stream = new SyntheticStream(NAME, SEED);
        return Stream.iterate(FIRST, at -> at.plusSeconds(1)).map(at -> known(stream.next(at, Duration.ZERO)));
    }

    private static Case known(SyntheticCase synthetic) {
        Prediction said = synthetic.submitted().getPrediction();
        return new Case(
                synthetic.submitted().getCaseId(),
                synthetic.submitted().getOccurredAt(),
                said.getModelId(),
                said.getModelVersion(),
                said.getLabel(),
                said.getConfidence(),
                probabilities(said),
                opinions(said),
                said.getEnsembleAgreement(),
                said.getNovelty(),
                null,
                said.getSlices(),
                Map.of(),
                Map.of(),
                null,
                synthetic.truth());
    }

    private static Map<String, Double> probabilities(Prediction said) {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (LabelProbability each : said.getLabelProbabilities()) {
            probabilities.put(each.getLabel(), each.getProbability());
        }
        return probabilities;
    }

    private static List<Opinion> opinions(Prediction said) {
        return said.getOpinions().stream()
                .map(each -> new Opinion(each.getName(), each.getLabel(), each.getConfidence()))
                .toList();
    }
}
