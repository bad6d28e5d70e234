package io.countersign.ingest;

import io.countersign.ingest.exclusion.Exclusion;
import io.countersign.ingest.refusal.RefusedItem;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Counts what happens at the door. What is retried after a failure of the database may be counted twice. */
@Component
class DoorMetrics {

    private static final String PREDICTIONS = "countersign.ingest.predictions";
    private static final String OUTCOMES = "countersign.ingest.outcomes";
    private static final String TURNED_AWAY = "countersign.exclusions.turned_away";
    private static final String CHANGED = "countersign.exclusions.changed";

    private final MeterRegistry registry;

    DoorMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void countPredictions(List<PredictionArrival> arrivals, List<Receipt> receipts) {
        for (int i = 0; i < receipts.size(); i++) {
            var word = receipts.get(i).word();
            registry.counter(PREDICTIONS, "channel", arrivals.get(i).channel().word(), "result", word)
                    .increment();
            if (word.equals("excluded")) {
                var source = arrivals.get(i).event().getPrediction().getSource();
                registry.counter(TURNED_AWAY, "source", RefusedItem.held(source))
                        .increment();
            }
        }
    }

    void countOutcomes(List<OutcomeArrival> arrivals, List<Receipt> receipts) {
        for (int i = 0; i < receipts.size(); i++) {
            registry.counter(
                            OUTCOMES,
                            "channel",
                            arrivals.get(i).channel().word(),
                            "result",
                            receipts.get(i).word())
                    .increment();
        }
    }

    void countExclusions(List<Exclusion> entries) {
        entries.forEach(entry -> registry.counter(
                        CHANGED, "state", entry.state().name().toLowerCase(Locale.ROOT), "reason", entry.reason())
                .increment());
    }
}
