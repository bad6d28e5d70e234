package io.countersign.kit.kafka;

import io.countersign.kit.outbox.OutgoingBytes;
import io.countersign.topics.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * Sets a record aside under {@code <topic>-dlt}: key and value as they came, its own headers, Spring Kafka's
 * {@code kafka_dlt-*} headers, and {@code countersign_reason}. What a dead letter has no room for is cut, and a header says
 * so: it must not block its partition.
 */
public final class DeadLetters {

    /** The header that says, in words and UTF-8, why the record is a dead letter. */
    public static final String REASON = "countersign_reason";

    /** The header that says how many bytes a value had that was cut for its dead letter to fit. */
    public static final String CUT_FROM = "countersign_cut_from";

    /** The header that says how many characters a key had that was cut. */
    public static final String KEY_CUT_FROM = "countersign_key_cut_from";

    /** The header that says how many headers were left out because together they were too large. */
    public static final String HEADERS_LEFT_OUT = "countersign_headers_left_out";

    private static final int MOST_VALUE_BYTES = 900_000;
    private static final int MOST_HEADER_BYTES = 50_000;
    private static final int BYTES_AROUND_A_HEADER = 16;
    private static final int MOST_KEY_CHARACTERS = 8_000;
    private static final int MOST_REASON_CHARACTERS = 1_000;

    private DeadLetters() {}

    /** The dead letter, for the outbox. */
    public static OutgoingBytes of(ConsumerRecord<String, byte[]> record, String consumer, String reason) {
        return new OutgoingBytes(
                Topics.deadLetters(record.topic()), key(record), value(record), headers(record, consumer, reason));
    }

    /** The dead letter, for a producer whose transaction holds the batch. */
    public static ProducerRecord<String, byte[]> toSend(
            ConsumerRecord<String, byte[]> record, String consumer, String reason) {
        return new ProducerRecord<>(
                Topics.deadLetters(record.topic()),
                null,
                key(record),
                value(record),
                headers(record, consumer, reason));
    }

    private static Headers headers(ConsumerRecord<String, byte[]> record, String consumer, String reason) {
        var said = reason.length() > MOST_REASON_CHARACTERS ? reason.substring(0, MOST_REASON_CHARACTERS) : reason;
        var headers = ownHeaders(record);
        tellWhatWasCut(record, headers);
        return headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, text(record.topic()))
                .add(
                        KafkaHeaders.DLT_ORIGINAL_PARTITION,
                        ByteBuffer.allocate(4).putInt(record.partition()).array())
                .add(
                        KafkaHeaders.DLT_ORIGINAL_OFFSET,
                        ByteBuffer.allocate(8).putLong(record.offset()).array())
                .add(
                        KafkaHeaders.DLT_ORIGINAL_TIMESTAMP,
                        ByteBuffer.allocate(8).putLong(record.timestamp()).array())
                .add(
                        KafkaHeaders.DLT_ORIGINAL_TIMESTAMP_TYPE,
                        text(record.timestampType().toString()))
                .add(KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, text(consumer))
                .add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, text(said))
                .add(REASON, text(said));
    }

    private static Headers ownHeaders(ConsumerRecord<String, byte[]> record) {
        var own = record.headers().toArray();
        return fits(record.headers())
                ? new RecordHeaders(own)
                : new RecordHeaders().add(HEADERS_LEFT_OUT, text(String.valueOf(own.length)));
    }

    /** Only the truth: a record may have come with such headers of its own. */
    private static void tellWhatWasCut(ConsumerRecord<String, byte[]> record, Headers headers) {
        headers.remove(CUT_FROM).remove(KEY_CUT_FROM);
        if (isCut(record)) {
            headers.add(CUT_FROM, text(String.valueOf(record.value().length)));
        }
        if (isKeyCut(record)) {
            headers.add(KEY_CUT_FROM, text(String.valueOf(record.key().length())));
        }
    }

    private static boolean fits(Headers headers) {
        int bytes = 0;
        for (var header : headers) {
            bytes += BYTES_AROUND_A_HEADER + 3 * header.key().length();
            bytes += header.value() == null ? 0 : header.value().length;
        }
        return bytes <= MOST_HEADER_BYTES;
    }

    /** As it came, but for the one character that no text in the outbox can hold, and for what there is no room for. */
    private static @Nullable String key(ConsumerRecord<String, byte[]> record) {
        var key = record.key();
        if (key == null) {
            return null;
        }
        var kept = isKeyCut(record) ? key.substring(0, MOST_KEY_CHARACTERS) : key;
        return kept.replace('\0', '\uFFFD');
    }

    private static boolean isKeyCut(ConsumerRecord<String, byte[]> record) {
        return record.key() != null && record.key().length() > MOST_KEY_CHARACTERS;
    }

    private static boolean isCut(ConsumerRecord<String, byte[]> record) {
        return record.value() != null && record.value().length > MOST_VALUE_BYTES;
    }

    private static byte @Nullable [] value(ConsumerRecord<String, byte[]> record) {
        return isCut(record) ? Arrays.copyOf(record.value(), MOST_VALUE_BYTES) : record.value();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
