package io.countersign.kit.state;

import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.UndecodableRecordException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** A view fed by a consumer of its own, on a thread of its own. After any failure it begins the topic anew, keeping what it has. */
final class KafkaCompactedView<T extends SpecificRecord, V> implements CompactedView<V>, SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaCompactedView.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration CONFIRM_EVERY = Duration.ofMillis(500);
    private static final Duration CONFIRM_PATIENCE = Duration.ofSeconds(2);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);
    private static final Duration GOOD_FOR = Duration.ofSeconds(3);
    private static final Duration ANEW_AFTER = Duration.ofMillis(500);

    private final String topic;
    private final Class<T> type;
    private final BiFunction<String, T, @Nullable V> toValue;
    private final AvroWire wire;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Clock clock;
    private final Map<String, V> table = new ConcurrentHashMap<>();
    private final Set<String> unreadable = ConcurrentHashMap.newKeySet();
    private volatile Instant confirmedAt = Instant.EPOCH;
    private volatile @Nullable Thread feeder;

    KafkaCompactedView(
            String topic,
            Class<T> type,
            BiFunction<String, T, @Nullable V> toValue,
            AvroWire wire,
            Supplier<Consumer<String, byte[]>> consumers,
            Clock clock) {
        this.topic = topic;
        this.type = type;
        this.toValue = toValue;
        this.wire = wire;
        this.consumers = consumers;
        this.clock = clock;
    }

    @Override
    public Optional<V> get(String key) {
        return Optional.ofNullable(table.get(key));
    }

    @Override
    public Map<String, V> all() {
        return Collections.unmodifiableMap(table);
    }

    @Override
    public boolean isCaughtUp(Instant now) {
        return unreadable.isEmpty() && !confirmedAt.plus(GOOD_FOR).isBefore(now);
    }

    @Override
    public void start() {
        // Known before it runs: a thread that does not find itself running ends at once.
        var thread = Thread.ofPlatform().name("view-" + topic).daemon().unstarted(this::feed);
        feeder = thread;
        thread.start();
    }

    @Override
    public void stop() {
        var thread = feeder;
        feeder = null;
        try {
            if (thread != null && !thread.join(STOP_PATIENCE)) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return feeder != null;
    }

    @Override
    public int getPhase() {
        return 0;
    }

    private void feed() {
        while (isRunning()) {
            try (var consumer = consumers.get()) {
                follow(consumer);
            } catch (InterruptException | WakeupException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("The view of {} begins anew: {}", topic, e.toString());
                LockSupport.parkNanos(ANEW_AFTER.toNanos());
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var confirmNext = Instant.EPOCH;
        while (isRunning()) {
            for (var record : consumer.poll(POLL)) {
                take(record);
            }
            var now = clock.instant();
            if (!now.isBefore(confirmNext) && holdsTheEnd(consumer, partitions)) {
                // The end was asked for after this moment, so what it proves holds for this moment.
                confirmedAt = now;
                confirmNext = now.plus(CONFIRM_EVERY);
            }
        }
    }

    private static boolean holdsTheEnd(Consumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        try {
            var ends = consumer.endOffsets(partitions, CONFIRM_PATIENCE);
            return partitions.stream().allMatch(at -> consumer.position(at) >= ends.getOrDefault(at, Long.MAX_VALUE));
        } catch (TimeoutException slow) {
            // Not confirmed, and nothing lost: to begin anew would only make a busy broker busier.
            return false;
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        var key = record.key();
        try {
            var value = record.value() == null ? null : toValue.apply(key, wire.decode(record.value(), type));
            if (value == null) {
                table.remove(key);
            } else {
                table.put(key, value);
            }
            unreadable.remove(key);
        } catch (UndecodableRecordException e) {
            LOG.error("{} has a record under {} that cannot be read", topic, key, e);
            unreadable.add(key);
        }
    }
}
