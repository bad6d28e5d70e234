package io.countersign.simulator.demo;

import java.util.List;
import java.util.Random;

/**
 * How one simulated reviewer works.
 *
 * @param name the demo account
 * @param skill share of cases that they judge right, 0..1
 * @param pace mean seconds that they think
 */
record Habits(String name, double skill, double pace) {

    /** The people on shift: an expert, two who are good, one in a hurry. */
    static List<Habits> shift() {
        return List.of(
                new Habits("reviewer-1", 0.99, 4),
                new Habits("reviewer-2", 0.95, 2.5),
                new Habits("reviewer-3", 0.93, 2.5),
                new Habits("reviewer-4", 0.85, 1.2));
    }

    /** What they answer. */
    String judge(String truth, Random random) {
        if (random.nextDouble() < skill) {
            return truth;
        }
        List<String> others = SyntheticStream.LABELS.stream()
                .filter(label -> !label.equals(truth))
                .toList();
        return others.get(random.nextInt(others.size()));
    }

    /** How long they think about one case, in milliseconds: log-normal around their pace. */
    long thinkMillis(Random random) {
        return (long) (pace * 1_000 * Math.exp(0.4 * random.nextGaussian() - 0.08));
    }
}
