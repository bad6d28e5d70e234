package io.countersign.kit.inbox;

import io.countersign.kit.inbox.Item.Decoded;
import io.countersign.kit.inbox.Item.Verdict;
import io.countersign.kit.kafka.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import reactor.core.publisher.Mono;

/** A handler, and the topics whose records it takes as what. */
record HandlerOf<T extends SpecificRecord>(Map<String, Class<? extends T>> types, BatchHandler<T> handler) {

    Set<String> topics() {
        return types.keySet();
    }

    boolean takes(String topic) {
        return types.containsKey(topic);
    }

    Class<? extends T> type(String topic) {
        var type = types.get(topic);
        if (type == null) {
            throw new IllegalArgumentException("Not a topic of this handler: " + topic);
        }
        return type;
    }

    /** Has what is readable handled; answers with what is poison, by its bytes or by the handler's word. */
    Mono<List<Verdict>> handle(List<Item> items) {
        var condemned = new ArrayList<Verdict>();
        var readable = new ArrayList<Item>();
        var batch = new ArrayList<Received<T>>();
        for (var item : items) {
            switch (item.decoded()) {
                case Decoded.Unreadable(var reason) -> condemned.add(new Verdict(item, reason));
                case Decoded.Readable(var received) -> {
                    readable.add(item);
                    batch.add(typed(received));
                }
                case Decoded.ForAnother() -> {}
            }
        }
        return batch.isEmpty()
                ? Mono.just(condemned)
                : handler.handle(batch).map(answers -> withPoison(condemned, readable, answers));
    }

    private Received<T> typed(Received<?> received) {
        T value = type(received.topic()).cast(received.value());
        return received.with(value);
    }

    private static List<Verdict> withPoison(List<Verdict> condemned, List<Item> items, List<Handled> answers) {
        if (answers.size() != items.size()) {
            throw new IllegalStateException(
                    "A handler gave " + answers.size() + " answers for " + items.size() + " records");
        }
        for (int i = 0; i < items.size(); i++) {
            if (answers.get(i) instanceof Handled.Poison(var reason)) {
                condemned.add(new Verdict(items.get(i), reason));
            }
        }
        return condemned;
    }
}
