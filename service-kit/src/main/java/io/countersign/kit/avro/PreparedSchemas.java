package io.countersign.kit.avro;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks up, before anything listens or relays, the schemas of the topics that this service writes. Services start in any
 * order, so a registry that does not answer yet is waited for; one that lacks a schema ends the start.
 */
final class PreparedSchemas implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PreparedSchemas.class);

    private final AvroWire wire;
    private final Map<String, Schema> schemas;
    private final Duration patience;
    private volatile boolean prepared;

    PreparedSchemas(AvroWire wire, Map<String, Schema> schemas, Duration patience) {
        this.wire = wire;
        this.schemas = schemas;
        this.patience = patience;
    }

    @Override
    public void start() {
        var deadline = Instant.now().plus(patience);
        while (!prepared) {
            try {
                wire.prepare(schemas);
                prepared = true;
            } catch (RegistryUnavailableException e) {
                if (Instant.now().isAfter(deadline)) {
                    throw e;
                }
                LOG.warn("{}; trying again", e.getMessage());
                pause();
            }
        }
        LOG.info("The registry knows the schemas of {}", schemas.keySet());
    }

    @Override
    public void stop() {
        prepared = false;
    }

    @Override
    public boolean isRunning() {
        return prepared;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(500));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RegistryUnavailableException("Interrupted while waiting for the schema registry", e);
        }
    }
}
