package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.countersign.kit.inbox.PassingFailures;
import io.countersign.review.task.Asker;
import io.countersign.review.task.Grants;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionCallback;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A transaction that begins and never ends fails those who wait for it, and nobody who comes after them. */
class SilentDatabaseTest extends DeskTest {

    private static final Duration PATIENCE = Duration.ofMillis(200);
    private static final Duration MORE_THAN_PATIENCE = Duration.ofSeconds(30);

    @Autowired
    TakeTurns takeTurns;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void reviewersAreToldThatItIsAwayAndTheNextOnesAreServed() {
        var silent = new AtomicBoolean(true);
        var commands = new HandleReviewCommand(takeTurns, silentWhile(silent), new SimpleMeterRegistry(), PATIENCE);
        var asker = new Asker(fresh("nobody"), Set.of(), new Grants(Set.of(fresh("empty")), Set.of()));

        assertThatThrownBy(() -> commands.claim(asker).block(MORE_THAN_PATIENCE))
                .matches(PassingFailures::isPassing, "is known to pass: 503, not 500");

        silent.set(false);
        // A slow machine may need more than this little patience as well.
        await().atMost(MORE_THAN_PATIENCE)
                .ignoreExceptions()
                .until(() ->
                        commands.claim(asker).blockOptional(MORE_THAN_PATIENCE).isEmpty());
    }

    private TransactionalOperator silentWhile(AtomicBoolean silent) {
        return new TransactionalOperator() {
            @Override
            public <T> Mono<T> transactional(Mono<T> mono) {
                return silent.get() ? Mono.never() : transaction.transactional(mono);
            }

            @Override
            public <T> Flux<T> execute(TransactionCallback<T> action) {
                return transaction.execute(action);
            }
        };
    }
}
