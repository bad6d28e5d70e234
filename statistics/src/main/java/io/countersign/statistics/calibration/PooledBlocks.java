package io.countersign.statistics.calibration;

import io.countersign.statistics.TieGroups;

/** The blocks of equal fitted value that pooling adjacent violators leaves, in linear time. */
final class PooledBlocks {
    private final int[] first;
    private final int[] last;
    private final double[] weight;
    private final double[] sum;
    private int size;

    private PooledBlocks(int capacity) {
        first = new int[capacity];
        last = new int[capacity];
        weight = new double[capacity];
        sum = new double[capacity];
    }

    static PooledBlocks pool(TieGroups groups) {
        var blocks = new PooledBlocks(groups.size());
        for (int g = 0; g < groups.size(); g++) {
            blocks.push(g, groups.weight(g), groups.outcomeSum(g));
        }
        return blocks;
    }

    private void push(int group, double groupWeight, double groupSum) {
        first[size] = group;
        last[size] = group;
        weight[size] = groupWeight;
        sum[size] = groupSum;
        size++;
        while (size > 1 && mean(size - 2) >= mean(size - 1)) {
            last[size - 2] = last[size - 1];
            weight[size - 2] += weight[size - 1];
            sum[size - 2] += sum[size - 1];
            size--;
        }
    }

    int size() {
        return size;
    }

    int firstGroup(int block) {
        return first[block];
    }

    int lastGroup(int block) {
        return last[block];
    }

    double mean(int block) {
        return Math.min(1, sum[block] / weight[block]);
    }
}
