package io.countersign.routing.kafka;

import io.countersign.event.PolicyPublished;
import io.countersign.routing.CheckPolicy;
import io.countersign.routing.policy.CompiledPolicy;
import io.countersign.routing.policy.CompiledPolicy.Invalid;
import io.countersign.routing.policy.CompiledPolicy.Valid;
import io.countersign.routing.policy.Policy;
import io.countersign.routing.policy.PolicyFault;
import io.countersign.routing.policy.PublishedPolicy;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns what the compacted topic says into policies that are ready to route. */
public final class PolicyRecords {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyRecords.class);
    private static final String POINTER = "pointer";

    private final CheckPolicy checkPolicy;

    public PolicyRecords(CheckPolicy checkPolicy) {
        this.checkPolicy = checkPolicy;
    }

    /** The record as a version or a pointer. */
    public PublishedPolicy toDomain(String key, PolicyPublished record) {
        Policy.Id id = new Policy.Id(record.getName(), record.getVersion());
        if (record.getKind().equals(POINTER)) {
            return new PublishedPolicy.Pointer(id, record.getOccurredAt());
        }
        String document = record.getDocument() == null ? "" : record.getDocument();
        CompiledPolicy compiled = ofThatName(id, checkPolicy.check(document));
        if (compiled instanceof Invalid(List<PolicyFault> faults)) {
            LOG.error("Policy {} cannot route: {}", key, faults);
        }
        return new PublishedPolicy.Version(
                id, document, record.getAuthor(), record.getApprover(), record.getOccurredAt(), compiled);
    }

    private static CompiledPolicy ofThatName(Policy.Id id, CompiledPolicy compiled) {
        return compiled instanceof Valid(Policy policy) && !policy.id().equals(id)
                ? new Invalid(List.of(new PolicyFault(
                        1, "name", "the document calls itself " + policy.id().key() + ", not " + id.key())))
                : compiled;
    }
}
