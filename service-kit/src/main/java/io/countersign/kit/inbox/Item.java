package io.countersign.kit.inbox;

import io.countersign.kit.kafka.Received;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A record of a batch, and what came of decoding it. */
record Item(ConsumerRecord<String, byte[]> record, Decoded decoded) {

    sealed interface Decoded {
        /** It is what its topic promises. */
        record Readable(Received<?> received) implements Decoded {}

        /** It never will be. */
        record Unreadable(String reason) implements Decoded {}

        /** It was replayed for another consumer: its place is passed, and nothing else. */
        record ForAnother() implements Decoded {}
    }

    /** An item that is poison, and why. */
    record Verdict(Item item, String reason) {}

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }
}
