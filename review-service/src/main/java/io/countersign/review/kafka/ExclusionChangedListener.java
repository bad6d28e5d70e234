package io.countersign.review.kafka;

import io.countersign.event.ExclusionChanged;
import io.countersign.kit.inbox.Handled;
import io.countersign.kit.inbox.Inbox;
import io.countersign.kit.inbox.RecordHandlers;
import io.countersign.kit.kafka.Received;
import io.countersign.kit.kafka.Unhurried;
import io.countersign.review.ApplyExclusions;
import io.countersign.review.task.KeyExclusion;
import io.countersign.topics.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Keys of the exclusion ledger as they are now. */
@Component
class ExclusionChangedListener {

    private static final String CONSUMER = "review-service.exclusion-changed";

    private final Inbox inbox;
    private final ApplyExclusions applyExclusions;
    private final RecordHandlers handlers;

    ExclusionChangedListener(Inbox inbox, ApplyExclusions applyExclusions) {
        this.inbox = inbox;
        this.applyExclusions = applyExclusions;
        this.handlers = RecordHandlers.of(CONSUMER).on(Topics.EXCLUSION_CHANGED, ExclusionChanged.class, this::handle);
    }

    @KafkaListener(
            id = CONSUMER,
            topics = Topics.EXCLUSION_CHANGED,
            properties = {Unhurried.WAIT, Unhurried.BYTES},
            containerFactory = "inboxListenerContainerFactory")
    void receive(List<ConsumerRecord<String, byte[]>> batch) {
        inbox.process(batch, handlers);
    }

    private Mono<List<Handled>> handle(List<Received<ExclusionChanged>> batch) {
        var changes = batch.stream()
                .map(received -> new ApplyExclusions.Traced(exclusion(received.value()), received.trace()))
                .toList();
        return applyExclusions.apply(changes).thenReturn(Handled.allDone(batch.size()));
    }

    private static KeyExclusion exclusion(ExclusionChanged change) {
        return new KeyExclusion(
                change.getExclusionKey(),
                change.getProducerSeq(),
                change.getState().equals("excluded"),
                change.getReason(),
                change.getChangedBy(),
                change.getNotes(),
                change.getOccurredAt());
    }
}
