package io.countersign.kit.inbox;

import io.countersign.kit.avro.RegistryUnavailableException;
import io.countersign.kit.avro.SchemaNotRegisteredException;
import io.countersign.kit.outbox.OutboxFullException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;

/** Tells failures that pass (something is away, busy, or shutting down) from those that a record brings with it. */
public final class PassingFailures {

    private static final List<Class<? extends Throwable>> PASSING = List.of(
            RegistryUnavailableException.class,
            SchemaNotRegisteredException.class,
            OutboxFullException.class,
            TransientDataAccessException.class,
            DataAccessResourceFailureException.class,
            TransactionException.class,
            R2dbcTransientException.class,
            KafkaException.class,
            IOException.class,
            TimeoutException.class,
            CancellationException.class,
            RejectedExecutionException.class,
            InterruptedException.class);

    /** Connection, transaction rollback, resources, object not in its state, operator's intervention, system, read only. */
    private static final List<String> PASSING_STATES = List.of("08", "40", "53", "55", "57", "58", "25");

    private PassingFailures() {}

    /** Whether to try again later; judged by the failure and all its causes. */
    public static boolean isPassing(Throwable failure) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (passes(at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(Throwable failure) {
        if (failure instanceof R2dbcException database && database.getSqlState() != null) {
            var state = database.getSqlState();
            return PASSING_STATES.stream().anyMatch(state::startsWith);
        }
        return PASSING.stream().anyMatch(type -> type.isInstance(failure));
    }
}
