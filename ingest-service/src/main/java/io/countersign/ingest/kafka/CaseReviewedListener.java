package io.countersign.ingest.kafka;

import io.countersign.event.CaseReviewed;
import io.countersign.ingest.KeepExclusionLedger;
import io.countersign.ingest.KeepExclusionLedger.Order;
import io.countersign.ingest.exclusion.ExclusionRules;
import io.countersign.ingest.exclusion.VerdictExclusion;
import io.countersign.kit.inbox.Handled;
import io.countersign.kit.inbox.Inbox;
import io.countersign.kit.inbox.RecordHandlers;
import io.countersign.kit.kafka.Received;
import io.countersign.kit.kafka.Unhurried;
import io.countersign.topics.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** hitl.case.reviewed.v1: reviewers exclude items straight from a case. */
@Component
class CaseReviewedListener {

    private static final String GROUP = "ingest-service-verdicts";
    private static final String VERDICT = "verdict";

    private final Inbox inbox;
    private final KeepExclusionLedger ledger;
    private final ExclusionRules rules;
    private final RecordHandlers handlers;

    CaseReviewedListener(Inbox inbox, KeepExclusionLedger ledger, ExclusionRules rules) {
        this.inbox = inbox;
        this.ledger = ledger;
        this.rules = rules;
        this.handlers = RecordHandlers.of(GROUP).on(Topics.CASE_REVIEWED, CaseReviewed.class, this::exclude);
    }

    @KafkaListener(
            id = GROUP,
            topics = Topics.CASE_REVIEWED,
            properties = {Unhurried.WAIT, Unhurried.BYTES},
            containerFactory = "inboxListenerContainerFactory")
    void receive(List<ConsumerRecord<String, byte[]>> batch) {
        inbox.process(batch, handlers);
    }

    private Mono<List<Handled>> exclude(List<Received<CaseReviewed>> batch) {
        var orders = new ArrayList<Order>();
        var handled = new ArrayList<Handled>(batch.size());
        for (var received : batch) {
            var exclusion = exclusion(received.value());
            var faults = exclusion == null ? List.of() : exclusion.faults();
            if (exclusion != null && faults.isEmpty()) {
                orders.add(new Order(exclusion.keys(), exclusion.order(rules.excludeReasons()), received.trace()));
            }
            handled.add(faults.isEmpty() ? Handled.done() : Handled.poison("exclude cannot be carried out: " + faults));
        }
        return orders.isEmpty() ? Mono.just(handled) : ledger.carryOut(orders).thenReturn(handled);
    }

    private static @Nullable VerdictExclusion exclusion(CaseReviewed event) {
        var order = event.getExclude();
        return order == null || !event.getKind().equals(VERDICT)
                ? null
                : new VerdictExclusion(
                        event.getCaseId(),
                        Objects.requireNonNullElse(event.getReviewer(), ""),
                        order.getKeys(),
                        order.getReason(),
                        order.getNotes(),
                        order.getExpiresAt());
    }
}
