package io.countersign.review;

import io.countersign.review.postgres.PostgresQueues;
import io.countersign.review.task.Queues;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The rules of all queues, as they were a moment ago: what is set takes effect on every instance within two seconds. */
@Component
public class QueueBook {

    private static final Logger log = LoggerFactory.getLogger(QueueBook.class);

    private final PostgresQueues queues;
    private volatile Queues current = new Queues(Map.of());

    QueueBook(PostgresQueues queues) {
        this.queues = queues;
    }

    /** The rules as they are known here. */
    public Queues current() {
        return current;
    }

    /** Reads them again. */
    public Mono<Queues> refresh() {
        return queues.rules().doOnNext(read -> current = read);
    }

    @Scheduled(fixedDelayString = "PT2S")
    Mono<Void> keepUp() {
        return refresh()
                .doOnError(e -> log.warn("The rules of the queues could not be read: {}", e.toString()))
                .onErrorComplete()
                .then();
    }
}
