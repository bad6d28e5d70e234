package io.countersign.kit.health;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;

/** Whether Kafka answers. */
final class KafkaHealthIndicator extends AbstractReactiveHealthIndicator implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;

    KafkaHealthIndicator(Admin admin) {
        super("Kafka does not answer");
        this.admin = admin;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        var options = new DescribeClusterOptions().timeoutMs((int) PATIENCE.toMillis());
        CompletionStage<String> cluster =
                admin.describeCluster(options).clusterId().toCompletionStage();
        return Mono.fromCompletionStage(cluster)
                .timeout(PATIENCE)
                .map(id -> builder.up().withDetail("cluster", id).build());
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
