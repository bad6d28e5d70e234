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
        return cases.find(caseId).publishOn(folding).map(this::fold);
    }

    /** The traces that fit, in the order of their case ids. */
    public Mono<List<VersionedTrace>> traces(Selection selection) {
        return cases.list(selection)
                .publishOn(folding)
                .map(found -> found.stream().map(this::fold).toList());
    }

    /** The label of a case; empty where the case is unknown or has none yet. */
    public Mono<VersionedLabel> label(String caseId) {
        return trace(caseId)
                .map(found -> rule.label(found.trace()).map(label -> new VersionedLabel(found, label)))
                .flatMap(Mono::justOrEmpty);
    }

    private VersionedTrace fold(StoredCase stored) {
        var events = CaseEvents.of(stored.events().stream().map(codec::decode).toList());
        var trace = TraceFold.fold(stored.caseId(), events, stored.excludedKeys());
        return new VersionedTrace(trace, stored.traceVersion(), codec.digest(trace));
    }

    /** A trace with its version and its digest. */
    public record VersionedTrace(CaseTrace trace, long version, String digest) {}

    /** A label with the trace that it was derived from. */
    public record VersionedLabel(VersionedTrace source, CaseLabel label) {}
}
