package io.countersign.kit.inbox;

import java.util.Collections;
import java.util.List;

/** What a use case says of one record. A dependency that is away is neither: the use case lets its error through. */
public sealed interface Handled {

    /** Its effect is in the transaction, or it had none to have. */
    record Done() implements Handled {}

    /** It can never be processed: it becomes a dead letter, once, with this reason. */
    record Poison(String reason) implements Handled {}

    Handled DONE = new Done();

    static Handled done() {
        return DONE;
    }

    static Handled poison(String reason) {
        return new Poison(reason);
    }

    /** Done, for each record of a batch of this size. */
    static List<Handled> allDone(int size) {
        return Collections.nCopies(size, DONE);
    }
}
