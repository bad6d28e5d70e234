package io.countersign.platform.home;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which port each process listens on, always on 127.0.0.1.
 *
 * @param base first port of a block of 250; the well-known defaults when absent
 * @param chosen ports that were asked for one by one, by process name
 */
public record Ports(@Nullable Integer base, Map<String, Integer> chosen) {

    private static final Map<String, Integer> DEFAULTS = Map.of(
            "postgres", 15432,
            "kafka", 19092,
            "kafka-controller", 19093,
            "registry", 18081,
            "issuer", 18090,
            "ingest", 18101,
            "routing", 18102,
            "review", 18103,
            "feedback", 18104);
    private static final Map<String, Integer> OFFSETS = Map.of(
            "postgres", 32,
            "kafka", 92,
            "kafka-controller", 93,
            "registry", 81,
            "issuer", 90,
            "ingest", 101,
            "routing", 102,
            "review", 103,
            "feedback", 104);
    private static final int BETWEEN_INSTANCES = 10;

    /** Below what systems hand out to clients, so that what is free stays free. */
    private static final int FIRST_BLOCK = 27_000;

    private static final int BLOCKS = 22;
    private static final int BLOCK = 250;

    /**
     * A block in which every port of a process is free, another one each time.
     *
     * @throws IOException if there is none
     */
    public static Ports anyFree(IntPredicate free) throws IOException {
        List<Integer> blocks = new ArrayList<>();
        for (int block = 0; block < BLOCKS; block++) {
            blocks.add(FIRST_BLOCK + block * BLOCK);
        }
        Collections.shuffle(blocks);
        return blocks.stream()
                .filter(base -> OFFSETS.values().stream().allMatch(offset -> free.test(base + offset)))
                .findFirst()
                .map(base -> new Ports(base, Map.of()))
                .orElseThrow(() -> new IOException("no block of free ports from " + FIRST_BLOCK + " on"));
    }

    /** The well-known ports. */
    public static Ports standard() {
        return new Ports(null, Map.of());
    }

    public Ports {
        chosen = Map.copyOf(chosen);
    }

    /** Whether a process of this name has a port that can be chosen. */
    public static boolean knows(String process) {
        return DEFAULTS.containsKey(process);
    }

    /** The port of a process there is one of. */
    public int of(String process) {
        return of(process, 0);
    }

    /** The port of an instance, counted from 0. */
    public int of(String process, int instance) {
        Integer first = chosen.get(process);
        if (first == null) {
            first = base == null ? DEFAULTS.get(process) : Integer.valueOf(base + OFFSETS.getOrDefault(process, 0));
        }
        if (first == null) {
            throw new IllegalArgumentException("There is no process " + process);
        }
        return first + BETWEEN_INSTANCES * instance;
    }

    /** These ports with one of them chosen by hand. */
    public Ports with(String process, int port) {
        Map<String, Integer> more = new TreeMap<>(chosen);
        more.put(process, port);
        return new Ports(base, more);
    }
}
