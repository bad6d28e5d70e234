package io.countersign.kit.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.ContainerProperties.EOSMode;
import org.springframework.kafka.listener.DefaultAfterRollbackProcessor;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.BackOff;

/**
 * After a transaction that failed, begins again at what the broker says is committed, not at the batch that failed: a
 * commit whose answer was lost may have been made. A read-committed consumer is told its offset only once the
 * transaction that would change it has ended, so this waits for an outcome that is still open.
 */
final class BackToCommitted extends DefaultAfterRollbackProcessor<String, byte[]> {

    private static final Logger LOG = LoggerFactory.getLogger(BackToCommitted.class);
    private static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(5);

    BackToCommitted(BackOff backOff) {
        super(backOff);
        // By default some failures are taken for final, and their records are skipped.
        setClassifications(Map.of(), true);
    }

    @Override
    public void process(
            List<ConsumerRecord<String, byte[]>> records,
            Consumer<String, byte[]> consumer,
            @Nullable MessageListenerContainer container,
            Exception failure,
            boolean recoverable,
            EOSMode mode) {
        super.process(records, consumer, container, failure, recoverable, mode);
        Set<TopicPartition> partitions = records.stream()
                .map(record -> new TopicPartition(record.topic(), record.partition()))
                .collect(Collectors.toSet());
        // To give up would go on behind the batch: an exception from here is logged, and the batch lost.
        while (container != null && container.isRunning() && !isBack(partitions, consumer)) {
            LOG.warn("What is committed of {} is not known yet; asking again", partitions);
        }
    }

    private static boolean isBack(Set<TopicPartition> partitions, Consumer<String, byte[]> consumer) {
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(partitions, ASK_AGAIN_AFTER);
            committed.forEach((partition, offset) -> {
                // Of a partition without one the batch was the first: there the seek to the batch stands.
                if (offset != null && consumer.assignment().contains(partition)) {
                    consumer.seek(partition, offset);
                }
            });
            return true;
        } catch (WakeupException stopping) {
            return false;
        } catch (KafkaException away) {
            LOG.warn("The committed offsets cannot be read", away);
            return false;
        }
    }
}
