package io.countersign.platform.home;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How an installation runs, kept in its home so that every later command knows.
 *
 * @param ports where each process listens
 * @param memory megabytes of Java heap that all processes together may use
 * @param instances how many instances of a service, by its name; one when absent
 * @param tokenLifetime how long a token is valid, as in {@code 8h} or {@code 30m}
 * @param compiler how far the JVMs of the broker and of the services compile
 */
public record Settings(
        Ports ports, int memory, Map<String, Integer> instances, String tokenLifetime, Compiler compiler) {

    private static final int MEMORY = 2560;
    private static final int REGISTRY = 192;
    private static final int ISSUER = 80;

    /** How far the JVMs of the broker and of the services compile. */
    public enum Compiler {
        /**
         * Both compilers: for what runs for hours. The rehearsal compiled nothing with the second, and by its recordings the JVM
         * would take every method for one that is never hot.
         */
        FULL,
        /**
         * The first compiler only. The second one's code takes a third less time, but so long to make that on two cores it has
         * paid for itself only after some sixty thousand cases. With the first one alone the JVM keeps so little room for
         * code that it would collect the whole heap now and then to see what code could go.
         */
        QUICK;

        /** What a JVM is told. */
        public List<String> options() {
            return switch (this) {
                case FULL -> List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining");
                case QUICK -> List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=128m");
            };
        }
    }

    /** What a home starts with. */
    public static Settings standard() {
        return new Settings(Ports.standard(), MEMORY, Map.of(), "8h", Compiler.QUICK);
    }

    public Settings {
        instances = Map.copyOf(instances);
    }

    /** The settings kept in a home, or the standard ones. */
    public static Settings keptIn(Home home) throws IOException {
        return Files.exists(home.settings())
                ? Json.READABLE.readValue(Files.readString(home.settings()), Settings.class)
                : standard();
    }

    /** Keeps these settings. */
    public void keepIn(Home home) throws IOException {
        PrivateFile.write(home.settings(), Json.READABLE.writeValueAsString(this));
    }

    public int instancesOf(String service) {
        return instances.getOrDefault(service, 1);
    }

    /** Megabytes of heap for the broker: a fifth, as its work is mostly outside the heap. */
    public int brokerHeap() {
        return Math.clamp(memory / 5, 256, 1024);
    }

    public int registryHeap() {
        return REGISTRY;
    }

    public int issuerHeap() {
        return ISSUER;
    }

    /** Megabytes of heap for a service process that has {@code share} of the {@code shares} of all of them. */
    public int serviceHeap(int share, int shares) {
        int left = memory - brokerHeap() - REGISTRY - ISSUER;
        return Math.clamp((long) left * share / Math.max(1, shares), 160, 2048);
    }

    /** These settings with other ports. */
    public Settings withPorts(Ports other) {
        return new Settings(other, memory, instances, tokenLifetime, compiler);
    }

    /** These settings with another limit. */
    public Settings withMemory(int megabytes) {
        return new Settings(ports, megabytes, instances, tokenLifetime, compiler);
    }

    /** These settings with another token lifetime. */
    public Settings withTokenLifetime(String lifetime) {
        return new Settings(ports, memory, instances, lifetime, compiler);
    }

    /** These settings with another compiler. */
    public Settings withCompiler(Compiler other) {
        return new Settings(ports, memory, instances, tokenLifetime, other);
    }

    /** These settings with another number of instances for some services. */
    public Settings withInstances(Map<String, Integer> more) {
        Map<String, Integer> all = new TreeMap<>(instances);
        all.putAll(more);
        return new Settings(ports, memory, all, tokenLifetime, compiler);
    }
}
