package io.countersign.ingest.kafka;

import io.countersign.ingest.KeepDeadLetters;
import io.countersign.ingest.config.IngestProperties;
import io.countersign.ingest.deadletter.DeadLetter;
import io.countersign.ingest.fault.HeldText;
import io.countersign.kit.ids.Ids;
import io.countersign.kit.kafka.DeadLetters;
import io.countersign.kit.kafka.Unhurried;
import io.countersign.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.stereotype.Component;

/** Every {@code <topic>-dlt}: what nobody could process. */
@Component
class DeadLetterListener {

    private static final String GROUP = "ingest-service-dead-letters";
    private static final int REASON_LIMIT = 2_000;
    private static final int HEADER_LIMIT = 1_000;
    private static final long LATEST_MILLIS =
            Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();
    private static final String SPRING_PREFIX = "kafka_dlt-";

    private final KeepDeadLetters letters;
    private final Duration patience;

    DeadLetterListener(KeepDeadLetters letters, IngestProperties properties) {
        this.letters = letters;
        this.patience = properties.databasePatience();
    }

    @KafkaListener(
            id = GROUP,
            topics = "#{@deadLetterTopics.names()}",
            properties = {Unhurried.WAIT, Unhurried.BYTES},
            containerFactory = "inboxListenerContainerFactory")
    void receive(List<ConsumerRecord<String, byte[]>> batch) {
        // Whatever this throws, the container tries the same batch again for as long as it takes.
        letters.keep(batch.stream().map(DeadLetterListener::letter).toList()).block(patience);
    }

    private static DeadLetter letter(ConsumerRecord<String, byte[]> record) {
        var headers = record.headers();
        return new DeadLetter(
                Ids.next(),
                record.topic(),
                record.partition(),
                record.offset(),
                Topics.source(record.topic()),
                sourcePartition(headers),
                sourceOffset(headers),
                text(headers, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, HEADER_LIMIT),
                key(record.key()),
                record.value(),
                others(headers),
                number(headers, DeadLetters.CUT_FROM),
                number(headers, DeadLetters.KEY_CUT_FROM),
                reason(headers),
                arrivedAt(record));
    }

    /** A producer may claim any time; one that no calendar has must not stop the letters behind it. */
    private static Instant arrivedAt(ConsumerRecord<?, ?> record) {
        return Instant.ofEpochMilli(Math.clamp(record.timestamp(), 0, LATEST_MILLIS));
    }

    /** As it came, but for the one character that no text in the database can hold. */
    private static @Nullable String key(@Nullable String key) {
        return key == null ? null : key.replace('\0', '\uFFFD');
    }

    private static String reason(Headers headers) {
        var ours = text(headers, DeadLetters.REASON, REASON_LIMIT);
        var springs = ours == null ? text(headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE, REASON_LIMIT) : ours;
        return springs == null ? "The dead letter does not say why" : springs;
    }

    private static @Nullable Integer sourcePartition(Headers headers) {
        var header = headers.lastHeader(KafkaHeaders.DLT_ORIGINAL_PARTITION);
        return header == null || header.value() == null || header.value().length != Integer.BYTES
                ? null
                : ByteBuffer.wrap(header.value()).getInt();
    }

    private static @Nullable Long sourceOffset(Headers headers) {
        var header = headers.lastHeader(KafkaHeaders.DLT_ORIGINAL_OFFSET);
        return header == null || header.value() == null || header.value().length != Long.BYTES
                ? null
                : ByteBuffer.wrap(header.value()).getLong();
    }

    private static Map<String, String> others(Headers headers) {
        var others = new LinkedHashMap<String, String>();
        for (var header : headers) {
            var name = HeldText.of(header.key(), HEADER_LIMIT);
            if (!name.startsWith(SPRING_PREFIX) && !name.equals(DeadLetters.REASON)) {
                var value = text(headers, header.key(), HEADER_LIMIT);
                others.put(name, value == null ? "" : value);
            }
        }
        return others;
    }

    /** What is no number says nothing: other services may write dead letters of their own. */
    private static @Nullable Integer number(Headers headers, String name) {
        var text = text(headers, name, HEADER_LIMIT);
        try {
            return text == null ? null : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable String text(Headers headers, String name, int limit) {
        var header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? null
                : HeldText.of(new String(header.value(), StandardCharsets.UTF_8), limit);
    }
}
