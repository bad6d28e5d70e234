package io.countersign.routing;

import io.countersign.routing.policy.CompiledPolicy;
import io.countersign.routing.policy.DocumentReader;
import io.countersign.routing.policy.PolicyCompiler;
import java.util.List;

/** Compiles a policy document, or says everything that is wrong with it. */
public final class CheckPolicy {

    private final DocumentReader reader;
    private final PolicyCompiler compiler;

    public CheckPolicy(DocumentReader reader, PolicyCompiler compiler) {
        this.reader = reader;
        this.compiler = compiler;
    }

    public CompiledPolicy check(String document) {
        return switch (reader.read(document)) {
            case DocumentReader.Read.Ok ok -> compiler.compile(ok.document());
            case DocumentReader.Read.Wrong wrong -> new CompiledPolicy.Invalid(List.of(wrong.fault()));
        };
    }
}
