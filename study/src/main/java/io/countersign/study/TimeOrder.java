package io.countersign.study;

import java.util.Locale;

/** Whether cases are a stream, in which the past must not learn from the future. */
enum TimeOrder {
    /** Look whether the error rate moves; cases of which some have no time are no stream. */
    AUTO,
    /** A stream: learn forward in time. */
    FORWARD,
    /** No stream: cases may be shuffled. */
    ANY;

    /** Where the error rate of twenty blocks moves by more than this part of itself, beyond chance, time matters. */
    private static final double WORTH_MINDING = 0.1;

    private static final int BLOCKS = 20;

    /** How much the error rate moves between consecutive blocks, beyond chance, as a part of the error rate. */
    static double movement(StudyCases cases) {
        double[] rates = new double[BLOCKS];
        double mean = 0;
        for (int b = 0; b < BLOCKS; b++) {
            int from = cases.size() * b / BLOCKS;
            int to = cases.size() * (b + 1) / BLOCKS;
            for (int i = from; i < to; i++) {
                rates[b] += cases.wrong(i) ? 1.0 / (to - from) : 0;
            }
            mean += rates[b] / BLOCKS;
        }
        double variance = 0;
        for (double rate : rates) {
            variance += (rate - mean) * (rate - mean) / (BLOCKS - 1);
        }
        double chance = mean * (1 - mean) * BLOCKS / cases.size();
        return mean == 0 || variance < 2.3 * chance ? 0 : Math.sqrt(variance - chance) / mean;
    }

    boolean isStream(StudyCases cases) {
        return switch (this) {
            case FORWARD -> true;
            case ANY -> false;
            case AUTO -> cases.file().withoutTime() == 0 && movement(cases) > WORTH_MINDING;
        };
    }

    static TimeOrder parse(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
