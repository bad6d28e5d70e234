package io.countersign.ingest;

import io.countersign.ingest.config.IngestProperties;
import io.countersign.kit.outbox.OutboxFullException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Restores exclusions whose time has run out. The door does not wait for it: it looks at the time itself. Instances share
 * the work, as each skips what another is at.
 */
@Component
class ExpireExclusions {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireExclusions.class);

    private final KeepExclusionLedger ledger;
    private final Duration patience;

    ExpireExclusions(KeepExclusionLedger ledger, IngestProperties properties) {
        this.ledger = ledger;
        this.patience = properties.databasePatience();
    }

    @Scheduled(fixedDelayString = "${countersign.ingest.expiry-every:5s}")
    void expire() {
        try {
            Integer restored;
            do {
                restored = ledger.restoreRunOut().block(patience);
            } while (restored != null && restored > 0);
        } catch (DataAccessException | TransactionException | OutboxFullException | IllegalStateException e) {
            LOG.warn("Exclusions that have run out wait for the next turn: {}", e.getMessage());
        }
    }
}
