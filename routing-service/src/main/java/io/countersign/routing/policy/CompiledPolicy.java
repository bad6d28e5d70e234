package io.countersign.routing.policy;

import java.util.List;

/** What came of a document. */
public sealed interface CompiledPolicy {

    /** It can be published. */
    record Valid(Policy policy) implements CompiledPolicy {}

    /** It cannot, for every one of these reasons. */
    record Invalid(List<PolicyFault> faults) implements CompiledPolicy {}
}
