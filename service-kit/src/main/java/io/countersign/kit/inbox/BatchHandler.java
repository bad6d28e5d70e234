package io.countersign.kit.inbox;

import io.countersign.kit.kafka.Received;
import java.util.List;
import reactor.core.publisher.Mono;

/** A use case behind the inbox: handles a batch of one topic inside the inbox's database transaction. */
@FunctionalInterface
public interface BatchHandler<T> {

    /**
     * Handles the batch, which is never empty and holds the records of one key in the order of the topic. It may be
     * handed the same records again, in smaller batches, after its transaction was rolled back.
     *
     * @return one answer a record, in the order of the batch
     */
    Mono<List<Handled>> handle(List<Received<T>> batch);
}
