package io.countersign.kit.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Dead letters that went back to their topic. Other consumers have read the record where it first stood, or have a dead letter of
 * their own: a replay is for the one that had set it aside, and the others pass it by.
 */
public final class Replays {

    /** The header of a replayed record that names its dead letter. */
    public static final String OF = "countersign_replay_of";

    /** The header of a replayed record that names the consumer which had set it aside; without it the record is for all. */
    public static final String FOR = "countersign_replay_for";

    private Replays() {}

    /**
     * Whether the record was replayed for somebody else.
     *
     * @param consumer the name under which one sets records aside: see {@link DeadLetters}
     */
    public static boolean isForAnother(ConsumerRecord<?, ?> record, String consumer) {
        var header = record.headers().lastHeader(FOR);
        return header != null
                && header.value() != null
                && !consumer.equals(new String(header.value(), StandardCharsets.UTF_8));
    }
}
