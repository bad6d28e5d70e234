package io.countersign.kit.kafka;

/**
 * Consumer properties for a listener whose work nobody waits for, given as its annotation's {@code properties}: half a
 * second's records at a time. A fetch that finds little costs broker and service as much as one that finds much.
 */
public final class Unhurried {

    public static final String WAIT = "fetch.max.wait.ms=500";
    public static final String BYTES = "fetch.min.bytes=1048576";

    private Unhurried() {}
}
