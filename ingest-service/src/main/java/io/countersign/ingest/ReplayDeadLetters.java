package io.countersign.ingest;

import io.countersign.ingest.deadletter.DeadLetter;
import io.countersign.ingest.deadletter.Settlement;
import io.countersign.ingest.deadletter.StoredDeadLetter;
import io.countersign.ingest.fault.Fault;
import io.countersign.ingest.fault.Faults;
import io.countersign.ingest.postgres.DeadLetterTable;
import io.countersign.ingest.wire.KeptIdentity;
import io.countersign.ingest.wire.Mending;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.UndecodableRecordException;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutgoingBytes;
import io.countersign.topics.Topic;
import io.countersign.topics.TopicCatalogue;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

/**
 * Sends dead letters back to the topic that they came from, as they were or mended, each once, for the consumer that had set
 * the record aside: others have processed it, or have a dead letter of their own.
 */
@Service
public class ReplayDeadLetters {

    /** Leaves room for key and headers in what the outbox takes. */
    private static final int MOST_BYTES = 900_000;

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
                .publishOn(Schedulers.boundedElastic()) // reading it may wait for the schema registry
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

    /**
     * What the bytes of a dead letter say.
     *
     * @param schema full name of the record, which may be one of another topic
     * @param record without protected groups
     */
    public record Readable(String schema, Map<String, Object> record) {

        static Readable of(SpecificRecord record) {
            return new Readable(record.getSchema().getFullName(), Mending.shown(record));
        }
    }

    /**
     * The record in a dead letter, of its topic or, where it was sent to the wrong one, of any topic; empty where its
     * bytes are neither. May wait for the schema registry.
     */
    public Mono<Optional<Readable>> readable(StoredDeadLetter stored) {
        return Mono.fromCallable(() -> topic(stored.letter())
                        .map(topic -> record(stored.letter(), topic))
                        .or(() -> ofAnyTopic(stored.letter()))
                        .map(Readable::of))
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<ReplayAnswer> replay(DeadLetter letter, @Nullable JsonNode mended, String by) {
        var topic = topic(letter).orElse(null);
        if (topic == null) {
            return wrong("topic", "there is no topic " + letter.sourceTopic() + " to send it to");
        }
        var original = record(letter, topic);
        if (mended == null) {
            return asItWas(letter, original, by);
        }
        var faults = new Faults();
        var record = Mending.mended(mended, Mending.typeOf(topic.schema()), original, faults);
        if (record == null) {
            return Mono.just(new ReplayAnswer.Wrong(faults.all()));
        }
        KeptIdentity.check(letter, topic, original, record, faults);
        var bytes = wire.encode(topic.name(), record);
        var key = key(topic, record, letter);
        if (key != null) {
            faults.name("mended." + topic.keyedBy(), key, Faults.KEY_LIMIT);
        }
        if (bytes.length > MOST_BYTES) {
            faults.add("mended", "must be at most " + MOST_BYTES + " bytes, was " + bytes.length);
        }
        if (!faults.none()) {
            return Mono.just(new ReplayAnswer.Wrong(faults.all()));
        }
        var headers = ReplayHeaders.mended(letter, key, record);
        return send(letter, new OutgoingBytes(topic.name(), key, bytes, headers), bytes, by);
    }

    private Mono<ReplayAnswer> asItWas(DeadLetter letter, @Nullable SpecificRecord original, String by) {
        if (letter.cutFromBytes() != null) {
            return mustBeMended("the value was cut from " + letter.cutFromBytes()
                    + " bytes to fit into a dead letter; " + place(letter)
                    + " has the whole of it for as long as the topic keeps it");
        }
        if (letter.keyCutFrom() != null) {
            return mustBeMended(
                    "the key was cut from " + letter.keyCutFrom() + " characters; a mended record says its own");
        }
        if (original == null) {
            return mustBeMended("the bytes cannot be read, and sending them again would not help");
        }
        var headers = ReplayHeaders.asItWas(letter, letter.key(), original);
        return send(letter, new OutgoingBytes(letter.sourceTopic(), letter.key(), letter.value(), headers), null, by);
    }

    private static Mono<ReplayAnswer> mustBeMended(String why) {
        return wrong("mended", "must be given: " + why);
    }

    private static String place(DeadLetter letter) {
        return letter.sourceTopic() + " at partition " + letter.sourcePartition() + ", offset " + letter.sourceOffset();
    }

    private Mono<ReplayAnswer> send(DeadLetter letter, OutgoingBytes record, byte @Nullable [] mended, String by) {
        var settlement = new Settlement("replayed", clock.instant(), by, mended == null ? null : "mended");
        return transaction.transactional(letters.settle(letter.deadLetterId(), settlement, mended)
                .flatMap(first -> first
                        ? outbox.appendBytes(List.of(record)).<ReplayAnswer>thenReturn(new ReplayAnswer.Done("sent"))
                        : Mono.just(new ReplayAnswer.Settled("replayed"))));
    }

    /** What keys the topic stands in the record itself, and may be what was mended where {@link KeptIdentity} lets it. */
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

    private Optional<SpecificRecord> ofAnyTopic(DeadLetter letter) {
        try {
            return Optional.of(wire.decode(letter.value()));
        } catch (UndecodableRecordException e) {
            return Optional.empty();
        }
    }

    private static Optional<Topic> topic(DeadLetter letter) {
        return TopicCatalogue.find(letter.sourceTopic());
    }

    private static Mono<ReplayAnswer> wrong(String field, String message) {
        return Mono.just(new ReplayAnswer.Wrong(List.of(new Fault(field, message))));
    }
}
