package io.countersign.simulator.demo;

import io.countersign.event.Content;
import io.countersign.event.LabelProbability;
import io.countersign.event.Opinion;
import io.countersign.event.Prediction;
import io.countersign.event.PredictionSubmitted;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Messages to a help desk, sorted into three labels by a model that is good but not good enough: it is overconfident on what
 * comes from the voice channel, and after three minutes the world drifts away from it. The truth is drawn first. The model
 * sees one number a label, normal around {@code signal} for the true one and around 0 for the others, and answers with the
 * exact posterior for the signal that it was trained on: calibrated while that is the signal there is, overconfident where
 * there is less. The same seed gives the same stream.
 */
final class SyntheticStream {

    static final Duration DRIFT_AFTER = Duration.ofMinutes(3);
    static final List<String> LABELS = List.of("abuse", "request", "spam");

    private static final double[] SHARES = {0.1, 0.65, 0.25};
    private static final Map<String, List<String>> TEXTS = Map.of(
            "abuse",
                    List.of(
                            "You people are useless, all of you",
                            "I hope your whole team gets fired, idiots",
                            "Answer me or I will come and find you"),
            "request",
                    List.of(
                            "My invoice shows the wrong address",
                            "How do I change the delivery date?",
                            "The parcel arrived broken, please advise"),
            "spam",
                    List.of(
                            "Win a free cruise, reply YES today",
                            "Cheap watches, 90 % off, limited offer",
                            "Earn money from home, no experience needed"));
    private static final double TRAINED_SIGNAL = 2.6;
    private static final double DRIFTED_SIGNAL = 1.4;
    private static final double VOICE_SHARE = 0.2;
    private static final double VOICE_FACTOR = 0.45;
    private static final double INVALID_SHARE = 0.01;

    private final Random random;
    private final String run;
    private int number;

    /** @param run prefix of the case ids */
    SyntheticStream(String run, long seed) {
        this.run = run;
        this.random = new Random(seed);
    }

    /**
     * The next case.
     *
     * @param now when it is sent
     * @param running for how long the stream has run
     */
    SyntheticCase next(Instant now, Duration running) {
        String caseId = "%s-%06d".formatted(run, ++number);
        int truth = draw(SHARES);
        boolean voice = random.nextDouble() < VOICE_SHARE;
        boolean drifted = running.compareTo(DRIFT_AFTER) > 0;
        double signal = (drifted ? DRIFTED_SIGNAL : TRAINED_SIGNAL) * (voice ? VOICE_FACTOR : 1);
        double[] probabilities = probabilities(truth, signal);
        int answer = argMax(probabilities);
        double[] other = probabilities(truth, signal);
        double agreement = IntStream.range(0, 5)
                        .filter(i -> argMax(probabilities(truth, signal)) == answer)
                        .count()
                / 5.0;
        boolean invalid = random.nextDouble() < INVALID_SHARE;
        Prediction prediction = Prediction.newBuilder()
                .setItemKeys(List.of("message/" + caseId))
                .setSource("help-desk")
                .setModelId("message-sorter")
                .setModelVersion("2026-11")
                .setLabel(LABELS.get(answer))
                .setConfidence(invalid ? 1.2 : probabilities[answer])
                .setLabelProbabilities(labelled(probabilities))
                .setOpinions(List.of(new Opinion("keywords", LABELS.get(argMax(other)), other[argMax(other)], "3")))
                .setEnsembleAgreement(agreement)
                .setNovelty(Math.min(1, Math.abs(random.nextGaussian()) * (drifted ? 0.3 : 0.15)))
                .setRisk(random.nextDouble() * 0.3)
                .setSlices(Map.of("channel", voice ? "voice" : "mail"))
                .setContent(Content.newBuilder().setText(text(truth)).build())
                .build();
        PredictionSubmitted submitted = PredictionSubmitted.newBuilder()
                .setCaseId(caseId)
                .setOccurredAt(now)
                .setPrediction(prediction)
                .build();
        return new SyntheticCase(submitted, LABELS.get(truth));
    }

    private String text(int truth) {
        List<String> texts = TEXTS.getOrDefault(LABELS.get(truth), List.of());
        return texts.get(random.nextInt(texts.size()));
    }

    private double[] probabilities(int truth, double signal) {
        double[] weights = new double[LABELS.size()];
        double sum = 0;
        for (int label = 0; label < weights.length; label++) {
            double seen = (label == truth ? signal : 0) + random.nextGaussian();
            weights[label] = SHARES[label] * Math.exp(TRAINED_SIGNAL * seen);
            sum += weights[label];
        }
        for (int label = 0; label < weights.length; label++) {
            weights[label] /= sum;
        }
        return weights;
    }

    private int draw(double[] shares) {
        double point = random.nextDouble();
        int drawn = 0;
        while (drawn < shares.length - 1 && point >= shares[drawn]) {
            point -= shares[drawn++];
        }
        return drawn;
    }

    private static int argMax(double[] values) {
        return IntStream.range(0, values.length)
                .boxed()
                .max(Comparator.comparingDouble(i -> values[i]))
                .orElseThrow();
    }

    private static List<LabelProbability> labelled(double[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .mapToObj(label -> new LabelProbability(LABELS.get(label), probabilities[label]))
                .sorted(Comparator.comparingDouble(LabelProbability::getProbability)
                        .reversed())
                .toList();
    }
}
