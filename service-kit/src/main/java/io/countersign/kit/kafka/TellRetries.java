package io.countersign.kit.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.listener.RetryListener;

/** Says why a batch is tried again: a listener that waits for what is away would else look as if nothing came to it. */
final class TellRetries implements RetryListener {

    private static final Logger LOG = LoggerFactory.getLogger(TellRetries.class);

    @Override
    public void failedDelivery(ConsumerRecords<?, ?> batch, Exception failure, int attempt) {
        LOG.warn(
                "{} records of {} could not be processed and are tried again (attempt {} failed): {}",
                batch.count(),
                batch.partitions(),
                attempt,
                NestedExceptionUtils.getMostSpecificCause(failure).toString());
    }

    @Override
    public void failedDelivery(ConsumerRecord<?, ?> record, @Nullable Exception failure, int attempt) {
        throw new IllegalStateException("Listeners take batches");
    }
}
