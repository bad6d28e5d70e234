package io.countersign.statistics.watching;

import java.util.Arrays;

/**
 * Evidence, audit by audit, against "the accuracy is at least b": an e-process (Ramdas, Grünwald, Vovk and Shafer 2023).
 *
 * <p>While the accuracy is at least b, the evidence ever exceeds 1 / α with probability at most α, however often one looks
 * and whenever one stops (Ville's inequality). Each bet is the likelihood ratio of a lower accuracy to b, extended to
 * outcomes between 0 and 1; most of the stake is on the drop one fears most, the rest spread over others.
 *
 * <p>A bet loses while the accuracy holds, and would be worth nothing when it falls at last. So a part of the stake waits
 * and enters little by little, as if one began to watch anew at every audit (Shin, Ramdas and Rinaldo 2024, "E-detectors");
 * what enters sums to that part, and the whole stays an e-process.
 *
 * <p>Uniform audits only: every automated case must have had the same chance of being audited, for an outcome has no weight
 * here. They come one by one; give the mean of a unit where cases come in units.
 */
public final class AccuracyWatch {
    private static final double[] OTHER_DROPS = {0.01, 0.02, 0.05, 0.1, 0.2, 0.4};
    private static final double ON_FEARED_DROP = 0.75;
    private static final double AT_ONCE = 0.75;
    /** After so many audits half of what waits has entered. */
    private static final double PATIENCE = 200;

    private final double baseline;
    private final double[] drops;
    private final double[] logWealth;
    private final long audits;

    private AccuracyWatch(double baseline, double[] drops, double[] logWealth, long audits) {
        this.baseline = baseline;
        this.drops = drops;
        this.logWealth = logWealth;
        this.audits = audits;
    }

    /**
     * Begins to watch.
     *
     * @param baseline the accuracy b that is to hold, between 0 and 1
     * @param fearedDrop the drop to see soonest, such as 0.03; over 0, at most b
     */
    public static AccuracyWatch of(double baseline, double fearedDrop) {
        if (!(baseline > 0 && baseline < 1 && fearedDrop > 0 && fearedDrop <= baseline)) {
            throw new IllegalArgumentException("baseline " + baseline + ", drop " + fearedDrop);
        }
        double[] others = Arrays.stream(OTHER_DROPS)
                .filter(drop -> drop < baseline && Math.abs(drop - fearedDrop) > 0.005)
                .toArray();
        double[] drops = Arrays.copyOf(others, others.length + 1);
        drops[others.length] = fearedDrop;
        double[] logWealth = new double[drops.length];
        for (int j = 0; j < drops.length; j++) {
            logWealth[j] = Math.log(AT_ONCE * share(j, drops.length));
        }
        return new AccuracyWatch(baseline, drops, logWealth, 0);
    }

    /**
     * Goes on from a state that was kept.
     *
     * @param drops as from {@link #drops}, in that order
     * @param logWealth as from {@link #logWealth}, of the same length
     */
    public static AccuracyWatch resume(double baseline, double[] drops, double[] logWealth, long audits) {
        if (drops.length == 0 || drops.length != logWealth.length) {
            throw new IllegalArgumentException(drops.length + " drops, " + logWealth.length + " stakes");
        }
        return new AccuracyWatch(baseline, drops.clone(), logWealth.clone(), audits);
    }

    /**
     * One more audit.
     *
     * @param outcome 1 where the model was right, 0 where it was wrong, or a share
     */
    public AccuracyWatch observe(double outcome) {
        if (!(outcome >= 0 && outcome <= 1)) {
            throw new IllegalArgumentException("outcome " + outcome);
        }
        double entering = waiting(audits) - waiting(audits + 1);
        double[] next = new double[logWealth.length];
        for (int j = 0; j < next.length; j++) {
            double bet = drops[j] / (baseline * (1 - baseline));
            next[j] = logSum(logWealth[j], Math.log(entering * share(j, next.length)))
                    + Math.log(Math.max(Double.MIN_NORMAL, 1 + bet * (baseline - outcome)));
        }
        return new AccuracyWatch(baseline, drops, next, audits + 1);
    }

    /** The evidence against the baseline: 20 and more speaks against it at 5 %. */
    public double evidence() {
        return waiting(audits) + Arrays.stream(logWealth).map(Math::exp).sum();
    }

    /** Whether to raise an alarm with that chance of a false one, such as 0.05. */
    public boolean alarms(double chance) {
        return evidence() >= 1 / chance;
    }

    /** The accuracy that is to hold. */
    public double baseline() {
        return baseline;
    }

    /** How many audits were seen. */
    public long audits() {
        return audits;
    }

    /** The drops that are bet on. */
    public double[] drops() {
        return drops.clone();
    }

    /** The logarithm of each bet's wealth, without what still waits. */
    public double[] logWealth() {
        return logWealth.clone();
    }

    /** The part of the stake that has not entered after so many audits. */
    private static double waiting(long audits) {
        return (1 - AT_ONCE) * PATIENCE / (audits + PATIENCE);
    }

    /** The part of what enters that goes on one drop; the feared one is the last. */
    private static double share(int drop, int drops) {
        if (drops == 1) {
            return 1;
        }
        return drop == drops - 1 ? ON_FEARED_DROP : (1 - ON_FEARED_DROP) / (drops - 1);
    }

    private static double logSum(double a, double b) {
        return Math.max(a, b) + Math.log1p(Math.exp(-Math.abs(a - b)));
    }
}
