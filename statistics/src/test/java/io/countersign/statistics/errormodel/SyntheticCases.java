package io.countersign.statistics.errormodel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** Cases whose model is overconfident where a second model disagrees, which raw confidence does not show. */
final class SyntheticCases {

    private SyntheticCases() {}

    static List<LabelledCase> draw(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<LabelledCase> cases = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double confidence = 0.5 + random.nextDouble() / 2;
            boolean disagrees = random.nextInt(5) == 0;
            String slice = random.nextInt(3) == 0 ? "night" : "day";
            double error = (1 - confidence) * 0.4 + (disagrees && slice.equals("night") ? 0.5 : 0);
            Signals.Builder signals = Signals.of("yes", confidence)
                    .probability("yes", confidence)
                    .probability("no", 1 - confidence)
                    .opinion("other", disagrees ? "no" : "yes", 0.5 + random.nextDouble() / 2)
                    .slice("time", slice)
                    .feature("noise", random.nextDouble());
            cases.add(new LabelledCase(signals.build(), random.nextDouble() < error, 1, "unit-" + i));
        }
        return cases;
    }

    /** The same cases with their outcomes dealt out anew, so that no signal tells anything. */
    static List<LabelledCase> withOutcomesPermuted(List<LabelledCase> cases, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Boolean> outcomes =
                new ArrayList<>(cases.stream().map(LabelledCase::wrong).toList());
        for (int i = outcomes.size() - 1; i > 0; i--) {
            Collections.swap(outcomes, i, random.nextInt(i + 1));
        }
        List<LabelledCase> permuted = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            LabelledCase known = cases.get(i);
            permuted.add(new LabelledCase(known.signals(), outcomes.get(i), known.weight(), known.unit()));
        }
        return permuted;
    }
}
