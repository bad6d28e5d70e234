package io.countersign.kit.inbox;

import io.countersign.kit.inbox.Item.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a listener does with each of its topics. Within a batch each handler is called once, with the records of all its
 * topics, in the order in which handlers were given here.
 */
public final class RecordHandlers {

    private final String consumer;
    private final List<HandlerOf<?>> inOrder = new ArrayList<>();
    private final Map<String, HandlerOf<?>> byTopic = new HashMap<>();

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
        return add(new HandlerOf<>(Map.of(topic, type), handler));
    }

    /**
     * The records of all these topics go to the one {@code handler} together, in the order of the batch: for a use case
     * that wants to touch each case once, whatever topics speak of it.
     *
     * @param types the type of each topic's records
     */
    public RecordHandlers together(
            Map<String, Class<? extends SpecificRecord>> types, BatchHandler<SpecificRecord> handler) {
        return add(new HandlerOf<>(Map.copyOf(types), handler));
    }

    String consumer() {
        return consumer;
    }

    Class<? extends SpecificRecord> typeOf(ConsumerRecord<?, ?> record) {
        var handler = byTopic.get(record.topic());
        if (handler == null) {
            throw new IllegalStateException("There is no handler for the topic " + record.topic());
        }
        return handler.type(record.topic());
    }

    /** Hands the items to their handlers, one after the other; answers with those that are poison. */
    Mono<List<Verdict>> handle(List<Item> items) {
        return Flux.fromIterable(inOrder)
                .concatMap(handler -> handler.handle(items.stream()
                        .filter(item -> handler.takes(item.record().topic()))
                        .toList()))
                .collectList()
                .map(verdicts -> verdicts.stream().flatMap(List::stream).toList());
    }

    private RecordHandlers add(HandlerOf<?> handler) {
        for (var topic : handler.topics()) {
            if (byTopic.putIfAbsent(topic, handler) != null) {
                throw new IllegalArgumentException("There is a handler for the topic " + topic + " already");
            }
        }
        inOrder.add(handler);
        return this;
    }
}
