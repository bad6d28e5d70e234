package io.countersign.kit.inbox;

import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.UndecodableRecordException;
import io.countersign.kit.inbox.Item.Decoded;
import io.countersign.kit.kafka.Received;
import io.countersign.kit.kafka.Replays;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Wire bytes to records, before any transaction begins: it may have to ask the registry. */
final class RecordDecoder {

    private final AvroWire wire;

    RecordDecoder(AvroWire wire) {
        this.wire = wire;
    }

    List<Item> decode(List<ConsumerRecord<String, byte[]>> batch, RecordHandlers handlers) {
        return batch.stream()
                .map(record -> new Item(
                        record,
                        Replays.isForAnother(record, handlers.consumer())
                                ? new Decoded.ForAnother()
                                : decode(record, handlers.typeOf(record))))
                .toList();
    }

    private Decoded decode(ConsumerRecord<String, byte[]> record, Class<? extends SpecificRecord> type) {
        try {
            return new Decoded.Readable(new Received<>(
                    wire.decode(record.value(), type),
                    record.key(),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    Instant.ofEpochMilli(record.timestamp()),
                    record.headers(),
                    record.value()));
        } catch (UndecodableRecordException e) {
            return new Decoded.Unreadable(String.valueOf(e.getMessage()));
        }
    }
}
