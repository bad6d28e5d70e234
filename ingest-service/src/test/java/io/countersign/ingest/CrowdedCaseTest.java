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
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

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
        var sent = upTo(Door.MOST_REVISIONS + 2, i -> prediction(caseId, 10 * i));

        var words = portionwise(sent, predictions::takeInNow);

        assertThat(words.subList(0, Door.MOST_REVISIONS)).containsOnly("accepted");
        assertThat(words.subList(Door.MOST_REVISIONS, words.size())).containsOnly("conflict");
        assertThat(portionwise(sent.subList(0, 1), predictions::takeInNow)).containsExactly("repeated");
    }

    @Test
    void a_case_takes_no_more_than_its_complaints_and_still_the_truth() {
        var caseId = fresh("case");
        var sent = upTo(OutcomeDoor.MOST_OUTCOMES + 2, i -> complaint(caseId, "complaint-" + i));
        var truth = arrival(Given.groundTruth(caseId, "ok").build());

        var words = portionwise(sent, outcomes::takeInNow);

        assertThat(words.subList(0, OutcomeDoor.MOST_OUTCOMES)).containsOnly("accepted");
        assertThat(words.subList(OutcomeDoor.MOST_OUTCOMES, words.size())).containsOnly("conflict");
        assertThat(portionwise(sent.subList(0, 1), outcomes::takeInNow)).containsExactly("repeated");
        assertThat(portionwise(List.of(truth), outcomes::takeInNow)).containsExactly("accepted");
    }

    /** What the door says to each, when they come in several batches. */
    private static <A> List<String> portionwise(List<A> sent, Function<List<A>, Mono<List<Receipt>>> door) {
        return Objects.requireNonNull(Flux.fromIterable(sent)
                .buffer(PORTION)
                .concatMap(door)
                .concatMapIterable(receipts -> receipts)
                .map(Receipt::word)
                .collectList()
                .block());
    }

    private static <A> List<A> upTo(int last, IntFunction<A> each) {
        return IntStream.rangeClosed(1, last).mapToObj(each).toList();
    }

    private PredictionArrival prediction(String caseId, int revision) {
        var event = PredictionSubmitted.newBuilder(Given.prediction(caseId))
                .setCaseRevision(revision)
                .build();
        return new PredictionArrival(
                event, caseId, wire.encode(Topics.PREDICTION_SUBMITTED, event), Channel.KAFKA, TraceParent.fresh());
    }

    private OutcomeArrival complaint(String caseId, String outcomeId) {
        return arrival(OutcomeSubmitted.newBuilder(Given.groundTruth(caseId, "ok"))
                .setLabel(null)
                .setKind("complaint")
                .setOutcomeId(outcomeId)
                .build());
    }

    private OutcomeArrival arrival(OutcomeSubmitted event) {
        return new OutcomeArrival(
                event,
                event.getCaseId(),
                wire.encode(Topics.OUTCOME_SUBMITTED, event),
                Channel.KAFKA,
                TraceParent.fresh());
    }
}
