package io.countersign.routing.policy;

import java.util.List;

/** Compiles expressions that may use every signal and one policy's thresholds. */
public interface ConditionCompiler {

    /** The expression as a condition, or everything that is wrong with it. */
    Compiled compile(String expression);

    /** What came of it. */
    sealed interface Compiled {

        /**
         * It type-checks.
         *
         * @param reads what it reads of a case, for the record of a routed case
         */
        record Ok(Condition condition, List<Reading> reads) implements Compiled {}

        /** It does not; each entry says what is wrong and where in the expression. */
        record Wrong(List<String> faults) implements Compiled {}
    }
}
