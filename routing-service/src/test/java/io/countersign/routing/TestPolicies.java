package io.countersign.routing;

import io.countersign.routing.cel.CelConditions;
import io.countersign.routing.policy.CompiledPolicy;
import io.countersign.routing.policy.Policy;
import io.countersign.routing.policy.PolicyCompiler;
import io.countersign.routing.yaml.PolicyYaml;
import io.countersign.setup.DefaultPolicy;

/** Policies for tests, compiled as the service compiles them. */
public final class TestPolicies {

    public static final CheckPolicy CHECK = new CheckPolicy(new PolicyYaml(), new PolicyCompiler(CelConditions::new));

    public static final Policy DEFAULT = compiled(DefaultPolicy.document());

    /** The policy, which must be valid. */
    public static Policy compiled(String document) {
        return switch (CHECK.check(document)) {
            case CompiledPolicy.Valid valid -> valid.policy();
            case CompiledPolicy.Invalid invalid -> throw new AssertionError(invalid.faults());
        };
    }

    private TestPolicies() {}
}
