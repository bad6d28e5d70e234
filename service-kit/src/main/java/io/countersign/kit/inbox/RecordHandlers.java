package io.countersign.kit.inbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.apache.avro.specific.SpecificRecord;

/**
 * What a listener does with each of its topics. Within a batch each handler is called once, with the records of all its
 * topics, in the order in which handlers were given here.
 */
public final class RecordHandlers {

    private final String consumer;
    private final SequencedMap<String, Handler<?>> byTopic = new LinkedHashMap<>();

    private RecordHandlers(String consumer) {
        this.consumer = consumer;
    }

    /**
     * @param consumer the name under which this listener's offsets are kept: its consumer group, never changed, and no
     *     other listener's
     */
    public static RecordHandlers of(String consumer) {
        return new RecordHandlers(consumer);
    }

    /** Records of the topic are decoded as {@code type} and go to {@code handler}. */
    public <T extends SpecificRecord> RecordHandlers on(String topic, Class<T> type, BatchHandler<T> handler) {
        if (byTopic.putIfAbsent(topic, new Handler<>(type, handler)) != null) {
            throw new IllegalArgumentException("There is a handler for the topic " + topic + " already");
        }
        return this;
    }

    /**
     * The records of all these topics go to the one {@code handler} together, in the order of the batch: for a use case
     * that wants to touch each case once, whatever topics speak of it.
     *
     * @param types the type of each topic's records
     */
    public RecordHandlers together(
            Map<String, Class<? extends SpecificRecord>> types, BatchHandler<SpecificRecord> handler) {
        types.forEach((topic, type) -> addTogether(topic, type, handler));
        return this;
    }

    private <T extends SpecificRecord> void addTogether(
            String topic, Class<T> type, BatchHandler<SpecificRecord> handler) {
        @SuppressWarnings("unchecked") // it takes any record
        BatchHandler<T> widened = (BatchHandler<T>) (BatchHandler<?>) handler;
        on(topic, type, widened);
    }

    String consumer() {
        return consumer;
    }

    Map<String, Handler<?>> byTopic() {
        return byTopic;
    }

    record Handler<T extends SpecificRecord>(Class<T> type, BatchHandler<T> handler) {}
}
