package io.countersign.ingest;

import io.countersign.ingest.config.IngestProperties;
import io.countersign.ingest.postgres.DeadLetterTable;
import io.countersign.ingest.postgres.RefusalTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import reactor.core.publisher.Mono;

/**
 * Forgets refusals and dead letters, which hold content, some time after they were replayed or dismissed. What is open is
 * kept until somebody settles it. Names, hashes and decisions of cases are kept for good: a case that comes again after
 * years is still the same one.
 */
@Component
class ForgetSettled {

    private static final Logger LOG = LoggerFactory.getLogger(ForgetSettled.class);
    private static final int AT_ONCE = 1_000;

    private final RefusalTable refusals;
    private final DeadLetterTable letters;
    private final Duration keep;
    private final Duration patience;
    private final Clock clock;

    ForgetSettled(RefusalTable refusals, DeadLetterTable letters, IngestProperties properties, Clock clock) {
        this.refusals = refusals;
        this.letters = letters;
        this.keep = properties.keepSettled();
        this.patience = properties.databasePatience();
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1H")
    void forget() {
        Instant before = clock.instant().minus(keep);
        try {
            forgetAll(limit -> refusals.forgetSettled(before, limit));
            forgetAll(limit -> letters.forgetSettled(before, limit));
        } catch (DataAccessException | TransactionException | IllegalStateException e) {
            LOG.warn("What was settled long ago is forgotten in the next turn: {}", e.getMessage());
        }
    }

    private void forgetAll(Function<Integer, Mono<Long>> forget) {
        Long forgotten;
        do {
            forgotten = forget.apply(AT_ONCE).block(patience);
        } while (forgotten != null && forgotten == AT_ONCE);
    }
}
