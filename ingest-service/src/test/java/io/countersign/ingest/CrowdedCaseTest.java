package io.countersign.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.OutcomeSubmitted;
import io.countersign.event.PredictionSubmitted;
import io.countersign.ingest.outcome.OutcomeDoor;
import io.countersign.ingest.prediction.Door;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.topics.Topics;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A case under which everything is sent, as by a pipeline that names all its items alike, stays of a size that can be handled. */
class CrowdedCaseTest extends RunningIngest {

    private static final int PORTION = 300;

    @Autowired
    private TakeInPredictions predictions;

    @Autowired
    private TakeInOutcomes outcomes;

    @Test
    void a_case_takes_no_more_than_its_revisions() {
        var caseId = fresh("case");
        var sent = upTo(Door.MOST_REVISIONS + 2)
                .mapToObj(i -> prediction(caseId, 10 * i))
                .toList();

        var words = portions(sent.size()).stream()
                .flatMap(range ->
                        Objects.requireNonNull(predictions
                                        .takeInNow(sent.subList(range.from(), range.to()))
                                        .block())
                                .stream())
                .map(Receipt::word)
                .toList();

        assertThat(words.subList(0, Door.MOST_REVISIONS)).containsOnly("accepted");
        assertThat(words.subList(Door.MOST_REVISIONS, words.size())).containsOnly("conflict");
        assertThat(predictions.takeInNow(List.of(sent.getFirst())).block()).containsExactly(new Receipt.Repeated());
    }

    @Test
    void a_case_takes_no_more_than_its_outcomes() {
        var caseId = fresh("case");
        var sent = upTo(OutcomeDoor.MOST_OUTCOMES + 2)
                .mapToObj(i -> outcome(caseId, "outcome-" + i))
                .toList();

        var words = portions(sent.size()).stream()
                .flatMap(range ->
                        Objects.requireNonNull(outcomes.takeInNow(sent.subList(range.from(), range.to()))
                                        .block())
                                .stream())
                .map(Receipt::word)
                .toList();

        assertThat(words.subList(0, OutcomeDoor.MOST_OUTCOMES)).containsOnly("accepted");
        assertThat(words.subList(OutcomeDoor.MOST_OUTCOMES, words.size())).containsOnly("conflict");
        assertThat(outcomes.takeInNow(List.of(sent.getFirst())).block()).containsExactly(new Receipt.Repeated());
    }

    private PredictionArrival prediction(String caseId, int revision) {
        var event = PredictionSubmitted.newBuilder(Given.prediction(caseId))
                .setCaseRevision(revision)
                .build();
        return new PredictionArrival(
                event, caseId, wire.encode(Topics.PREDICTION_SUBMITTED, event), Channel.KAFKA, TraceParent.fresh());
    }

    private OutcomeArrival outcome(String caseId, String outcomeId) {
        var event = OutcomeSubmitted.newBuilder(Given.groundTruth(caseId, "ok"))
                .setOutcomeId(outcomeId)
                .build();
        return new OutcomeArrival(
                event, caseId, wire.encode(Topics.OUTCOME_SUBMITTED, event), Channel.KAFKA, TraceParent.fresh());
    }

    private static IntStream upTo(int last) {
        return IntStream.rangeClosed(1, last);
    }

    private static List<Range> portions(int size) {
        return IntStream.iterate(0, from -> from < size, from -> from + PORTION)
                .mapToObj(from -> new Range(from, Math.min(size, from + PORTION)))
                .toList();
    }

    private record Range(int from, int to) {}
}
