package io.countersign.routing.policy;

import io.countersign.routing.signal.Signals;

/** A compiled expression. Pure, and safe for use by many threads. */
@FunctionalInterface
public interface Condition {

    Truth test(Signals signals);
}
