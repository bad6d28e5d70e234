package io.countersign.ingest.deadletter;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record that a consumer could not process, as it stands on a dead-letter topic.
 *
 * @param deadLetterId names it in the API
 * @param topic the dead-letter topic; with partition and offset it is this record and no other
 * @param sourceTopic where it came from and where a replay goes to
 * @param sourcePartition null where its headers do not say
 * @param sourceOffset null where its headers do not say
 * @param consumer who could not process it; null where its headers do not say
 * @param key its key; null where it had none
 * @param value its value; null where it had none
 * @param headers its own headers, as text
 * @param cutFromBytes how many bytes the value had before it was cut to fit; null where it is whole
 * @param keyCutFrom how many characters the key had before it was cut to fit; null where it is whole
 * @param reason why, in the consumer's words
 */
@SuppressWarnings("ArrayRecordComponent") // the value is handed through, never compared
public record DeadLetter(
        String deadLetterId,
        String topic,
        int partition,
        long offset,
        String sourceTopic,
        @Nullable Integer sourcePartition,
        @Nullable Long sourceOffset,
        @Nullable String consumer,
        @Nullable String key,
        byte @Nullable [] value,
        Map<String, String> headers,
        @Nullable Integer cutFromBytes,
        @Nullable Integer keyCutFrom,
        String reason,
        Instant arrivedAt) {}
