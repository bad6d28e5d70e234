package io.countersign.ingest;

import io.countersign.ingest.deadletter.StoredDeadLetter;
import io.countersign.ingest.postgres.DeadLetterTable;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Looks through dead letters. */
@Service
public class ReadDeadLetters {

    private final DeadLetterTable letters;

    ReadDeadLetters(DeadLetterTable letters) {
        this.letters = letters;
    }

    /** One dead letter; empty where there is none of that id. */
    public Mono<StoredDeadLetter> find(String id) {
        return letters.find(id);
    }

    /** Dead letters, newest first; an empty text asks for all. */
    public Mono<List<StoredDeadLetter>> list(String before, String topic, String state, int limit) {
        return letters.list(before, topic, state, limit).collectList();
    }
}
