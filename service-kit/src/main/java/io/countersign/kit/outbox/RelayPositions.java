package io.countersign.kit.outbox;

import io.countersign.event.RelayPosition;
import io.countersign.kit.avro.AvroWire;
import io.countersign.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The compacted topic that says, in each relay's own transactions, which batch it has sent last. */
final class RelayPositions {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    /** A relay's last position is nearly always within the newest of these records: looking further back is the exception. */
    private static final List<Long> LOOK_BACK = List.of(2_000L, 200_000L, Long.MAX_VALUE);

    private final Map<String, Object> client;
    private final AvroWire wire;

    /** @param client Kafka's consumer properties: addresses and security are what matters */
    RelayPositions(Map<String, Object> client, AvroWire wire) {
        this.client = client;
        this.wire = wire;
    }

    /** What the relay sends with its batch. */
    ProducerRecord<String, byte[]> record(String relay, int partitions, long batch) {
        var position =
                RelayPosition.newBuilder().setRelay(relay).setBatch(batch).build();
        return new ProducerRecord<>(
                Topics.RELAY_POSITION,
                partition(relay, partitions),
                relay,
                wire.encode(Topics.RELAY_POSITION, position));
    }

    /**
     * The number of the last batch that is committed; 0 when there is none. To be called after the relay's
     * {@code initTransactions}, so that no transaction of an earlier owner is still in doubt.
     */
    long last(String relay, int partitions) {
        var at = new TopicPartition(Topics.RELAY_POSITION, partition(relay, partitions));
        var properties = new HashMap<>(client);
        properties.remove("group.id");
        properties.remove("group.instance.id");
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(at));
            long begin = consumer.beginningOffsets(List.of(at)).getOrDefault(at, 0L);
            long end = end(at);
            for (long records : LOOK_BACK) {
                long from = Math.max(begin, end - records);
                long found = newest(consumer, at, from, end, relay);
                if (found > 0 || from == begin) {
                    return found;
                }
            }
            return 0;
        }
    }

    private long newest(Consumer<String, byte[]> consumer, TopicPartition at, long from, long end, String relay) {
        consumer.seek(at, from);
        long newest = 0;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (consumer.position(at) < end) {
            for (var record : consumer.poll(POLL)) {
                if (relay.equals(record.key())) {
                    newest = wire.decode(record.value(), RelayPosition.class).getBatch();
                }
            }
            if (System.nanoTime() > deadline) {
                throw new KafkaException("The end of " + at + " could not be read");
            }
        }
        return newest;
    }

    /**
     * The end including what is not yet committed: another relay's open transaction must not hide our own record behind
     * it, so a reader of committed records waits until that one has ended, too.
     */
    private long end(TopicPartition at) {
        try (var admin = Admin.create(client)) {
            return admin.listOffsets(
                            Map.of(at, OffsetSpec.latest()), new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .partitionResult(at)
                    .get()
                    .offset();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException(e);
        } catch (ExecutionException e) {
            throw new KafkaException(e);
        }
    }

    private static int partition(String relay, int partitions) {
        return Math.floorMod(relay.hashCode(), partitions);
    }
}
