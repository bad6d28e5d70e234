package io.countersign.ingest.kafka;

import io.countersign.event.CaseRouted;
import io.countersign.event.DecisionMade;
import io.countersign.ingest.FollowCases;
import io.countersign.ingest.prediction.DecidedCase;
import io.countersign.ingest.prediction.Decision;
import io.countersign.ingest.prediction.RoutedCase;
import io.countersign.kit.inbox.Handled;
import io.countersign.kit.inbox.Inbox;
import io.countersign.kit.inbox.RecordHandlers;
import io.countersign.kit.kafka.Received;
import io.countersign.kit.kafka.Unhurried;
import io.countersign.topics.Topics;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** hitl.case.routed.v1 and hitl.decision.made.v1: what becomes of the cases that were let in. */
@Component
class CaseCourseListener {

    private static final String GROUP = "ingest-service-course";

    private final Inbox inbox;
    private final FollowCases cases;
    private final RecordHandlers handlers;

    CaseCourseListener(Inbox inbox, FollowCases cases) {
        this.inbox = inbox;
        this.cases = cases;
        this.handlers = RecordHandlers.of(GROUP)
                .on(Topics.CASE_ROUTED, CaseRouted.class, this::routed)
                .on(Topics.DECISION_MADE, DecisionMade.class, this::decided);
    }

    @KafkaListener(
            id = GROUP,
            topics = {Topics.CASE_ROUTED, Topics.DECISION_MADE},
            properties = {Unhurried.WAIT, Unhurried.BYTES},
            containerFactory = "inboxListenerContainerFactory")
    void receive(List<ConsumerRecord<String, byte[]>> batch) {
        inbox.process(batch, handlers);
    }

    private Mono<List<Handled>> routed(List<Received<CaseRouted>> batch) {
        var routed = batch.stream()
                .map(Received::value)
                .map(it -> new RoutedCase(
                        it.getCaseId(), it.getCaseRevision(), it.getLane(), it.getQueue(), it.getOccurredAt()))
                .toList();
        return cases.routed(routed).thenReturn(Handled.allDone(batch.size()));
    }

    private Mono<List<Handled>> decided(List<Received<DecisionMade>> batch) {
        var decided = batch.stream()
                .map(Received::value)
                .map(it -> new DecidedCase(it.getCaseId(), decision(it), it.getOccurredAt()))
                .toList();
        return cases.decided(decided).thenReturn(Handled.allDone(batch.size()));
    }

    private static Decision decision(DecisionMade event) {
        return new Decision(
                event.getCaseRevision(),
                event.getDecisionRevision(),
                event.getLabel(),
                event.getAction(),
                event.getStatus(),
                event.getDecidedBy(),
                Objects.requireNonNullElse(event.getContentHash(), ""));
    }
}
