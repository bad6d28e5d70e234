package io.countersign.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.DecisionTrace;
import io.countersign.kit.outbox.RelayRow;
import io.countersign.kit.outbox.RelaySource;
import io.countersign.topics.Topics;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is published of changed cases: coalesced, never falling, never lost, whatever becomes of the relays. */
class RelayTest extends RunningFeedback {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MORE_THAN_A_BATCH = 9_000_000;

    @Autowired
    List<RelaySource> sources = List.of();

    @Autowired
    ConnectionFactory connections;

    @Autowired
    @Qualifier("relays")
    SmartLifecycle relays;

    @AfterEach
    void relaysRun() {
        if (!relays.isRunning()) {
            relays.start();
        }
    }

    @Test
    void all_changes_since_the_last_look_are_one_record_of_the_newest_version() {
        relays.stop();
        var story = Story.of(fresh("case")).scored().routed("review").decided("held", "model", "spam");
        story.told().forEach(event -> tell(List.of(event)));

        relays.start();

        var traces = awaitPublished(Topics.DECISION_TRACE, DecisionTrace.class, story.caseId(), 1);
        assertThat(traces).singleElement().satisfies(trace -> {
            assertThat(trace.getTraceVersion()).isEqualTo(3);
            assertThat(trace.getState()).isEqualTo("waiting");
        });
    }

    @Test
    void what_an_owner_read_and_never_sent_is_sent_by_the_next() {
        relays.stop();
        var story = Story.of(fresh("case")).scored();
        tell(story.told());
        assertThat(waiting(story)).isNotEmpty();

        relays.start();

        awaitTrace(story.caseId(), trace -> trace.getTraceVersion() == 1);
        awaitLabel(story.caseId(), label -> label.getTraceVersion() == 1);
    }

    @Test
    void a_case_that_changes_while_it_is_sent_is_sent_again() {
        relays.stop();
        var story = Story.of(fresh("case")).scored().routed("review");
        tell(story.told().subList(0, 1));
        var sent = waiting(story);
        tell(story.told().subList(1, 2));

        removed(sent);

        assertThat(waiting(story)).extracting(RelayRow::mark).containsOnly(2L);
        removed(waiting(story));
        assertThat(waiting(story)).isEmpty();
    }

    @Test
    void a_mark_that_is_just_being_raised_is_neither_waited_for_nor_removed() {
        relays.stop();
        var story = Story.of(fresh("case")).scored();
        tell(story.told());
        var sent = waiting(story);

        onConnection(raising -> Mono.from(raising.beginTransaction())
                .then(run(raising, "SELECT 1 FROM dirty_mark WHERE case_id = '" + story.caseId() + "' FOR UPDATE"))
                .then(Mono.usingWhen(
                        Mono.from(connections.create()),
                        relay -> removing(relay, sent),
                        relay -> Mono.from(relay.close())))
                .then(Mono.from(raising.rollbackTransaction()))
                .thenReturn(true));

        assertThat(waiting(story)).isNotEmpty();
    }

    @Test
    void no_trace_is_lost_and_no_version_falls_while_the_relays_sessions_are_cut() {
        var stories = IntStream.range(0, 30)
                .mapToObj(_ -> Story.of(fresh("case"))
                        .scored()
                        .routed("review")
                        .decided("held", "model", "spam")
                        .judged("review", "ana", "ham", 60, 10)
                        .decided("final", "person", "ham"))
                .toList();

        for (int round = 0; round < stories.getFirst().told().size(); round++) {
            int now = round;
            var sent =
                    stories.stream().map(story -> send(story.told().get(now))).toList();
            if (round % 2 == 0) {
                cutRelays();
            }
            awaitTaken(sent);
        }

        for (var story : stories) {
            awaitTrace(story.caseId(), trace -> trace.getState().equals("decided"));
            assertThat(published(Topics.DECISION_TRACE, DecisionTrace.class, story.caseId()).stream()
                            .map(DecisionTrace::getTraceVersion)
                            .toList())
                    .isSorted();
        }
    }

    @Test
    void a_batch_ends_with_the_trace_that_passes_its_bytes() {
        relays.stop();
        var stories = IntStream.range(0, 6)
                .mapToObj(_ -> Story.of(fresh("case")).scored())
                .toList();
        tell(stories.stream().flatMap(story -> story.told().stream()).toList());
        var ids = stories.stream().map(Story::caseId).toList();
        rewriteTraces("trace || convert_to(repeat('x', " + MORE_THAN_A_BATCH + "), 'UTF8')", ids);
        try {
            var ofEachShard = onConnection(connection -> Flux.range(0, traces().shards())
                    .concatMap(shard -> traces().read(connection, shard, 10_000))
                    .map(rows -> rows.stream()
                            .filter(row ->
                                    ids.contains(row.key()) && row.topic().equals(Topics.DECISION_TRACE))
                            .count())
                    .collectList());

            assertThat(ofEachShard).contains(1L).allMatch(traces -> traces <= 1);
        } finally {
            rewriteTraces("substring(trace FROM 1 FOR octet_length(trace) - " + MORE_THAN_A_BATCH + ")", ids);
        }
        relays.start();
        ids.forEach(caseId -> awaitTrace(caseId, trace -> trace.getState().equals("scored")));
    }

    private void rewriteTraces(String expression, List<String> caseIds) {
        database.sql("UPDATE case_trace SET trace = " + expression + " WHERE case_id = ANY($1)")
                .bind(0, caseIds.toArray(String[]::new))
                .fetch()
                .rowsUpdated()
                .block();
    }

    private void cutRelays() {
        onConnection(connection -> run(connection, """
                SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database
                WHERE locktype = 'advisory' AND granted AND datname = current_database()"""));
    }

    /** What a relay would send of this case now. */
    private List<RelayRow> waiting(Story story) {
        return onConnection(connection -> Flux.range(0, traces().shards())
                .concatMap(shard -> traces().read(connection, shard, 10_000))
                .flatMapIterable(rows -> rows)
                .filter(row -> story.caseId().equals(row.key()))
                .collectList());
    }

    private void removed(List<RelayRow> sent) {
        onConnection(connection -> removing(connection, sent));
    }

    private Mono<Boolean> removing(Connection connection, List<RelayRow> sent) {
        return Flux.range(0, traces().shards())
                .concatMap(shard -> traces().remove(connection, shard, 1, sent))
                .then(Mono.just(true));
    }

    private RelaySource traces() {
        return sources.stream()
                .filter(source -> source.name().equals("traces"))
                .findFirst()
                .orElseThrow();
    }

    private static Mono<Long> run(Connection connection, String sql) {
        return Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.map(_ -> 1L))
                .count();
    }

    private <T> T onConnection(Function<Connection, Mono<T>> work) {
        return Objects.requireNonNull(
                Mono.usingWhen(Mono.from(connections.create()), work, connection -> Mono.from(connection.close()))
                        .block(PATIENCE));
    }
}
