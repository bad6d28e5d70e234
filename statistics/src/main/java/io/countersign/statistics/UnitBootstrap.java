package io.countersign.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws cases with replacement by whole units, since cases of one unit are not independent. */
public final class UnitBootstrap {
    private final int[][] members;
    private final int size;

    /**
     * Remembers which cases make a unit.
     *
     * @param units the unit of each case, numbered from 0 without gaps
     */
    public UnitBootstrap(int[] units) {
        size = units.length;
        int count = Arrays.stream(units).max().orElse(-1) + 1;
        int[] sizes = new int[count];
        for (int unit : units) {
            sizes[unit]++;
        }
        members = new int[count][];
        for (int u = 0; u < count; u++) {
            members[u] = new int[sizes[u]];
        }
        int[] filled = new int[count];
        for (int i = 0; i < units.length; i++) {
            members[units[i]][filled[units[i]]++] = i;
        }
    }

    /** Positions of as many units as there are, drawn with replacement. */
    public int[] draw(SplittableRandom random) {
        int[] drawn = new int[size + size / 2 + 16];
        int filled = 0;
        for (int u = 0; u < members.length; u++) {
            int[] unit = members[random.nextInt(members.length)];
            if (filled + unit.length > drawn.length) {
                drawn = Arrays.copyOf(drawn, Math.max(drawn.length * 2, filled + unit.length));
            }
            System.arraycopy(unit, 0, drawn, filled, unit.length);
            filled += unit.length;
        }
        return Arrays.copyOf(drawn, filled);
    }
}
