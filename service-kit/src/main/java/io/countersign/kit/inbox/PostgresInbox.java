package io.countersign.kit.inbox;

import io.countersign.kit.inbox.Item.Verdict;
import io.countersign.kit.kafka.DeadLetters;
import io.countersign.kit.outbox.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** The inbox over the service's own schema. */
final class PostgresInbox implements Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresInbox.class);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final TransactionalOperator transaction;
    private final Offsets offsets;
    private final RecordDecoder decoder;
    private final Outbox outbox;
    private final MeterRegistry meters;
    private final Duration longest;
    private final Portions portions;

    PostgresInbox(
            TransactionalOperator transaction,
            Offsets offsets,
            RecordDecoder decoder,
            Outbox outbox,
            MeterRegistry meters) {
        this(transaction, offsets, decoder, outbox, meters, LONGEST);
    }

    /** @param longest how long a transaction may take */
    PostgresInbox(
            TransactionalOperator transaction,
            Offsets offsets,
            RecordDecoder decoder,
            Outbox outbox,
            MeterRegistry meters,
            Duration longest) {
        this.transaction = transaction;
        this.offsets = offsets;
        this.decoder = decoder;
        this.outbox = outbox;
        this.meters = meters;
        this.longest = longest;
        this.portions = new Portions(longest);
    }

    @Override
    public void process(List<ConsumerRecord<String, byte[]>> batch, RecordHandlers handlers) {
        var consumer = handlers.consumer();
        portions.each(
                consumer, decoder.decode(batch, handlers), portion -> process(portion, consumer, handlers::handle));
    }

    private void process(List<Item> batch, String consumer, Work work) {
        try {
            commit(batch, consumer, work);
        } catch (RuntimeException failure) {
            if (PassingFailures.isPassing(failure)) {
                throw failure;
            }
            closeIn(batch, consumer, work, failure);
        }
    }

    /** Something in the batch fails whenever it is tried: halves it until the guilty record stands alone. */
    private void closeIn(List<Item> batch, String consumer, Work work, RuntimeException failure) {
        int half = batch.size() / 2;
        if (half > 0) {
            process(batch.subList(0, half), consumer, work);
            process(batch.subList(half, batch.size()), consumer, work);
        } else {
            var reason = "Processing failed: " + failure;
            LOG.error("A record of {} cannot be processed", batch.getFirst().partition(), failure);
            commit(
                    batch,
                    consumer,
                    fresh -> Mono.just(fresh.stream()
                            .map(item -> new Verdict(item, reason))
                            .toList()));
        }
    }

    private void commit(List<Item> batch, String consumer, Work work) {
        var next = next(batch);
        offsets.lock(consumer, next.keySet())
                .flatMap(standing -> effects(fresh(batch, standing), consumer, work)
                        .then(Mono.defer(() -> offsets.advance(consumer, standing, atLeast(next, standing)))))
                .as(transaction::transactional)
                .timeout(longest, Mono.error(() -> tooLong(batch)))
                .block();
    }

    private QueryTimeoutException tooLong(List<Item> batch) {
        return new QueryTimeoutException("%d records did not go through within %s".formatted(batch.size(), longest));
    }

    private Mono<Void> effects(List<Item> fresh, String consumer, Work work) {
        if (fresh.isEmpty()) {
            return Mono.empty();
        }
        return work.on(fresh)
                .flatMap(condemned -> outbox.appendBytes(condemned.stream()
                                .map(verdict -> DeadLetters.of(verdict.item().record(), consumer, verdict.reason()))
                                .toList())
                        .doOnSuccess(_ -> count(fresh.size(), condemned.size())));
    }

    private void count(int records, int letters) {
        meters.counter("countersign.inbox.records").increment(records);
        meters.counter("countersign.inbox.dead.letters").increment(letters);
    }

    private static List<Item> fresh(List<Item> batch, Map<TopicPartition, Long> standing) {
        return batch.stream()
                .filter(item -> item.record().offset() >= standing.getOrDefault(item.partition(), 0L))
                .toList();
    }

    private static Map<TopicPartition, Long> next(List<Item> batch) {
        var next = new HashMap<TopicPartition, Long>();
        batch.forEach(item -> next.merge(item.partition(), item.record().offset() + 1, Math::max));
        return next;
    }

    private static Map<TopicPartition, Long> atLeast(
            Map<TopicPartition, Long> next, Map<TopicPartition, Long> standing) {
        var moved = new HashMap<>(next);
        moved.replaceAll((partition, offset) -> Math.max(offset, standing.getOrDefault(partition, 0L)));
        return moved;
    }

    /** What is to be done with records that were not handled before; answers with those that are poison. */
    private interface Work {
        Mono<List<Verdict>> on(List<Item> fresh);
    }
}
