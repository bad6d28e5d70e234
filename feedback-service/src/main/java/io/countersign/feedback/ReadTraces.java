package io.countersign.feedback;

import io.countersign.feedback.StoredCases.Selection;
import io.countersign.feedback.StoredCases.StoredCase;
import io.countersign.feedback.label.CaseLabel;
import io.countersign.feedback.label.LabelRule;
import io.countersign.feedback.trace.CaseEvents;
import io.countersign.feedback.trace.CaseTrace;
import io.countersign.feedback.trace.TraceFold;
import java.util.List;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Use case: shows traces and labels, folded from the events at the moment of asking. */
public final class ReadTraces {

    private final StoredCases cases;
    private final TraceCodec codec;
    private final LabelRule rule;
    private final Scheduler folding;

    /** @param folding where bytes are decoded: the codec may have to wait for the schema registry */
    public ReadTraces(StoredCases cases, TraceCodec codec, LabelRule rule, Scheduler folding) {
        this.cases = cases;
        this.codec = codec;
        this.rule = rule;
        this.folding = folding;
    }

    /** The trace of a case; empty where the case is unknown. */
    public Mono<VersionedTrace> trace(String caseId) {
        return cases.find(caseId).publishOn(folding).map(this::listed);
    }

    /** The traces that fit, in the order of their case ids. */
    public Mono<List<VersionedTrace>> traces(Selection selection) {
        return cases.list(selection)
                .publishOn(folding)
                .map(found -> found.stream().map(this::listed).toList());
    }

    /** The label of a case; empty where the case is unknown or has none yet. */
    public Mono<VersionedLabel> label(String caseId) {
        return cases.find(caseId)
                .publishOn(folding)
                .map(stored -> {
                    var whole = fold(stored);
                    return rule.label(whole).map(label -> new VersionedLabel(listed(stored, whole), label));
                })
                .flatMap(Mono::justOrEmpty);
    }

    private VersionedTrace listed(StoredCase stored) {
        return listed(stored, fold(stored));
    }

    private VersionedTrace listed(StoredCase stored, CaseTrace whole) {
        var listed = codec.listed(whole);
        return new VersionedTrace(listed.trace(), stored.traceVersion(), listed.digest());
    }

    private CaseTrace fold(StoredCase stored) {
        var events = CaseEvents.of(stored.events().stream().map(codec::decode).toList());
        return TraceFold.fold(stored.caseId(), events, stored.excludedKeys());
    }

    /** A trace as it is published, with its version and its digest. */
    public record VersionedTrace(CaseTrace trace, long version, String digest) {}

    /** A label with the trace that it was derived from. */
    public record VersionedLabel(VersionedTrace source, CaseLabel label) {}
}
