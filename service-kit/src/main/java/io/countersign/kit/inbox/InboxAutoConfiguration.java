package io.countersign.kit.inbox;

import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutboxAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;

/** The inbox of a service with a database. */
@AutoConfiguration(after = OutboxAutoConfiguration.class)
@ConditionalOnProperty("countersign.database")
class InboxAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Inbox inbox(
            ReactiveTransactionManager transactions,
            DatabaseClient database,
            AvroWire wire,
            Outbox outbox,
            MeterRegistry meters) {
        return new PostgresInbox(
                TransactionalOperator.create(transactions),
                new Offsets(database),
                new RecordDecoder(wire),
                outbox,
                meters);
    }
}
