package io.countersign.kit.http;

import io.countersign.kit.outbox.PeriodicTask;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import tools.jackson.databind.json.JsonMapper;

/** Problem details for every controller, and idempotency keys where there is a database to keep them in. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@Import(ProblemsAdvice.class)
class HttpEdgeAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty("countersign.database")
    static class Keys {

        @Bean
        @ConditionalOnMissingBean(IdempotencyKeys.class)
        PostgresIdempotencyKeys idempotencyKeys(
                DatabaseClient database, ReactiveTransactionManager transactions, JsonMapper json) {
            return new PostgresIdempotencyKeys(database, TransactionalOperator.create(transactions), json);
        }

        @Bean
        PeriodicTask idempotencyKeysTask(
                PostgresIdempotencyKeys keys, @Value("${countersign.idempotency.keep:7d}") Duration keep) {
            return new PeriodicTask("Forgetting old idempotency keys", Duration.ofHours(1), () -> keys.forget(keep));
        }
    }
}
