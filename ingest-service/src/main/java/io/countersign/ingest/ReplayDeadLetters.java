package io.countersign.ingest;

import io.countersign.ingest.deadletter.DeadLetter;
import io.countersign.ingest.deadletter.Settlement;
import io.countersign.ingest.deadletter.StoredDeadLetter;
import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.postgres.DeadLetterTable;
import io.countersign.ingest.wire.Mending;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.UndecodableRecordException;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutgoingBytes;
import io.countersign.topics.Topic;
import io.countersign.topics.TopicCatalogue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Sends dead letters back to the topic that they came from, as they were or mended, each once. Whoever has processed the
 * record before knows it by its natural key.
 */
@Service
public class ReplayDeadLetters {

    /** The header of a replayed record that names its dead letter. */
    static final String REPLAY_OF = "countersign_replay_of";

    private final DeadLetterTable letters;
    private final Outbox outbox;
    private final AvroWire wire;
    private final TransactionalOperator transaction;
    private final Clock clock;

    ReplayDeadLetters(
            DeadLetterTable letters, Outbox outbox, AvroWire wire, TransactionalOperator transaction, Clock clock) {
        this.letters = letters;
        this.outbox = outbox;
        this.wire = wire;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Replays one dead letter.
     *
     * @param mended the whole record as it should have been; null to send its bytes as they were
     * @param by who orders it
     */
    public Mono<ReplayAnswer> replay(String id, @Nullable JsonNode mended, String by) {
        return letters.find(id)
                .flatMap(stored -> stored.settlement().isOpen()
                        ? replay(stored.letter(), mended, by)
                        : Mono.just(new ReplayAnswer.Settled(stored.settlement().state())))
                .defaultIfEmpty(new ReplayAnswer.Unknown());
    }

    /** Puts a dead letter aside for good. */
    public Mono<ReplayAnswer> dismiss(String id, String by, @Nullable String note) {
        var settlement = new Settlement("dismissed", clock.instant(), by, note);
        return letters.find(id)
                .flatMap(stored -> letters.settle(id, settlement, null)
                        .<ReplayAnswer>map(done -> done
                                ? new ReplayAnswer.Done("dismissed")
                                : new ReplayAnswer.Settled(stored.settlement().state())))
                .defaultIfEmpty(new ReplayAnswer.Unknown());
    }

    /** The record in a dead letter, without protected groups; empty where its bytes are no record of its topic. */
    public Optional<Map<String, Object>> readable(StoredDeadLetter stored) {
        return topic(stored.letter())
                .map(topic -> record(stored.letter(), topic))
                .map(Mending::shown);
    }

    private Mono<ReplayAnswer> replay(DeadLetter letter, @Nullable JsonNode mended, String by) {
        var topic = topic(letter).orElse(null);
        if (topic == null) {
            return wrong("topic", "there is no topic " + letter.sourceTopic() + " to send it to");
        }
        var original = record(letter, topic);
        if (mended == null) {
            return original == null
                    ? wrong("mended", "must be given: the bytes cannot be read, and sending them again would not help")
                    : send(letter, letter.key(), letter.value(), null, by);
        }
        var faults = new Faults();
        var record = Mending.mended(mended, Mending.typeOf(topic.schema()), original, faults);
        if (record == null) {
            return Mono.just(new ReplayAnswer.Wrong(faults.all()));
        }
        var bytes = wire.encode(topic.name(), record);
        return send(letter, key(topic, record, letter), bytes, bytes, by);
    }

    private Mono<ReplayAnswer> send(
            DeadLetter letter, @Nullable String key, byte @Nullable [] value, byte @Nullable [] mended, String by) {
        var headers = new RecordHeaders().add(REPLAY_OF, letter.deadLetterId().getBytes(StandardCharsets.UTF_8));
        var record = new OutgoingBytes(letter.sourceTopic(), key, value, headers);
        var settlement = new Settlement("replayed", clock.instant(), by, mended == null ? null : "mended");
        return transaction.transactional(letters.settle(letter.deadLetterId(), settlement, mended)
                .flatMap(first -> first
                        ? outbox.appendBytes(List.of(record)).<ReplayAnswer>thenReturn(new ReplayAnswer.Done("sent"))
                        : Mono.just(new ReplayAnswer.Settled("replayed"))));
    }

    /** What keys the topic stands in the record itself, and may be what was mended. */
    private static @Nullable String key(Topic topic, SpecificRecord record, DeadLetter letter) {
        var field = record.getSchema().getField(topic.keyedBy());
        return field == null ? letter.key() : String.valueOf(record.get(field.pos()));
    }

    private @Nullable SpecificRecord record(DeadLetter letter, Topic topic) {
        try {
            return wire.decode(letter.value(), Mending.typeOf(topic.schema()));
        } catch (UndecodableRecordException e) {
            return null;
        }
    }

    private static Optional<Topic> topic(DeadLetter letter) {
        return TopicCatalogue.find(letter.sourceTopic());
    }

    private static Mono<ReplayAnswer> wrong(String field, String message) {
        return Mono.just(new ReplayAnswer.Wrong(List.of(new Fault(field, message))));
    }
}
