package io.countersign.ingest;

import io.countersign.ingest.deadletter.DeadLetter;
import io.countersign.ingest.postgres.DeadLetterTable;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Keeps dead letters of all topics, so that they can be looked through, mended and replayed. */
@Service
public class KeepDeadLetters {

    private final DeadLetterTable letters;
    private final TransactionalOperator transaction;
    private final MeterRegistry metrics;

    KeepDeadLetters(DeadLetterTable letters, TransactionalOperator transaction, MeterRegistry metrics) {
        this.letters = letters;
        this.transaction = transaction;
        this.metrics = metrics;
    }

    /** Keeps each once: its place on its topic is its name. */
    public Mono<Void> keep(List<DeadLetter> batch) {
        return transaction
                .transactional(letters.add(batch))
                .doOnSuccess(_ -> batch.forEach(
                        it -> metrics.counter("countersign.ingest.dead_letters", "topic", it.sourceTopic())
                                .increment()));
    }
}
