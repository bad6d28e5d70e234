package io.countersign.feedback.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.DecisionTrace;
import io.countersign.feedback.trace.CaseEvent;
import io.countersign.feedback.trace.CaseEvents;
import io.countersign.feedback.trace.CaseTrace;
import io.countersign.feedback.trace.Histories;
import io.countersign.feedback.trace.TraceFold;
import io.countersign.kit.avro.AvroWire;
import io.countersign.kit.avro.SchemaRegistry;
import io.countersign.kit.outbox.OutboxProperties;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AvroTraceCodecTest {

    private static final int LIMIT = 10_000;

    private final AvroWire wire = new AvroWire(new OneSchema());
    private final AvroTraceCodec roomy = codec(1_000_000);
    private final AvroTraceCodec narrow = codec(LIMIT);

    @Test
    void a_trace_that_fits_is_listed_whole_and_its_digest_is_of_its_bytes() {
        var trace = judged(10);

        assertThat(narrow.listed(trace).trace()).isEqualTo(trace);
        assertThat(narrow.listed(trace).digest())
                .isEqualTo(AvroDigest.of(TraceRecords.record(trace, "", "", 0)))
                .isEqualTo(roomy.listed(trace).digest());
    }

    @Test
    void a_trace_that_is_too_long_for_a_record_lists_less_until_it_fits() {
        var trace = judged(400);

        var encoded = narrow.encode(trace, null, 1).orElseThrow();

        var published = wire.decode(encoded.value(), DecisionTrace.class);
        assertThat(roomy.listed(trace).trace()).isEqualTo(trace);
        assertThat(encoded.value()).hasSizeLessThan(LIMIT);
        assertThat(published.getReview()).hasSizeBetween(10, 399);
        assertThat(published.getPrediction()).isNotNull();
        assertThat(published.getDigest())
                .isEqualTo(encoded.digest())
                .isEqualTo(narrow.listed(trace).digest());
    }

    @Test
    void a_trace_that_is_too_long_without_any_list_says_how_the_case_stands() {
        var trace = fold(Stream.of(Histories.scored(1, "spam".repeat(LIMIT), 0.6)));

        var encoded = narrow.encode(trace, null, 1).orElseThrow();

        var published = wire.decode(encoded.value(), DecisionTrace.class);
        assertThat(encoded.value()).hasSizeLessThan(LIMIT);
        assertThat(published.getCaseId()).isEqualTo("case-1");
        assertThat(published.getState()).isEqualTo("scored");
    }

    /** Else nothing would be written of it: neither facts, nor a review that a complaint asks for. */
    @Test
    void what_is_not_listed_makes_another_digest_all_the_same() {
        var complaints = complaints(150).toList();
        var without = fold(complaints.stream().skip(1));
        var with = fold(complaints.stream());

        assertThat(roomy.listed(with).trace()).isEqualTo(roomy.listed(without).trace());
        assertThat(roomy.listed(with).digest())
                .isNotEqualTo(roomy.listed(without).digest());
        assertThat(roomy.encode(with, roomy.listed(with).digest(), 2)).isEmpty();
    }

    private static Stream<CaseEvent> complaints(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Histories.outcome("complaint-%03d".formatted(i), "complaint", null, i));
    }

    private static CaseTrace judged(int verdicts) {
        return fold(Stream.concat(
                Stream.of(Histories.scored(1, "spam", 0.6)),
                IntStream.range(0, verdicts).mapToObj(i -> Histories.verdict(i, "review", "ana", "agree", "spam"))));
    }

    private static CaseTrace fold(Stream<? extends CaseEvent> events) {
        return TraceFold.fold("case-1", CaseEvents.of(events.toList()), Set.of());
    }

    private AvroTraceCodec codec(int maxBytes) {
        return new AvroTraceCodec(
                wire, new OutboxProperties(1, 2000, 8_000_000, Duration.ZERO, Duration.ZERO, maxBytes, 200_000));
    }

    private static final class OneSchema implements SchemaRegistry {

        @Override
        public int idOf(String subject, Schema schema) {
            return 1;
        }

        @Override
        public Optional<Schema> byId(int id) {
            return Optional.of(DecisionTrace.getClassSchema());
        }
    }
}
