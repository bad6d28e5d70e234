package io.countersign.simulator.demo;

import io.countersign.event.CaseReviewed;
import io.countersign.event.CaseRouted;
import io.countersign.simulator.kafka.Wire;
import io.countersign.topics.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What the topics say has happened, in numbers. */
final class Counters {

    static final List<String> TOPICS =
            List.of(Topics.PREDICTION_SCORED, Topics.PREDICTION_REFUSED, Topics.CASE_ROUTED, Topics.CASE_REVIEWED);

    private final Wire wire;
    private long scored;
    private long refused;
    private long automatic;
    private long asked;
    private long reviewed;
    private long overridden;

    Counters(Wire wire) {
        this.wire = wire;
    }

    void see(ConsumerRecord<String, byte[]> event) {
        switch (event.topic()) {
            case Topics.PREDICTION_SCORED -> scored++;
            case Topics.PREDICTION_REFUSED -> refused++;
            case Topics.CASE_ROUTED -> routed(wire.decode(event, CaseRouted.class));
            case Topics.CASE_REVIEWED -> reviewed(wire.decode(event, CaseReviewed.class));
            default -> throw new IllegalStateException(event.topic());
        }
    }

    private void routed(CaseRouted routed) {
        boolean alone = routed.getLane().equals("automatic");
        automatic += alone ? 1 : 0;
        asked += !alone || routed.getAudit() ? 1 : 0;
    }

    private void reviewed(CaseReviewed review) {
        if (review.getKind().equals("resolution")) {
            reviewed++;
        } else if (!review.getModelLabel().equals(review.getLabel())) {
            overridden++;
        }
    }

    long scored() {
        return scored;
    }

    /** One line for a terminal. */
    String line(long seconds) {
        return "%5d s   scored %,6d   automatic %,6d   waiting %,5d   reviewed %,6d (overridden %,d)   refused %,4d"
                .formatted(seconds, scored, automatic, Math.max(0, asked - reviewed), reviewed, overridden, refused);
    }
}
