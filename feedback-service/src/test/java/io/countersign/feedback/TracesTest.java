package io.countersign.feedback;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.event.DecisionTrace;
import io.countersign.event.PredictionGroups;
import io.countersign.event.ReviewRequested;
import io.countersign.event.TrainingLabel;
import io.countersign.feedback.label.LabelRule;
import io.countersign.feedback.label.LabelWeights;
import io.countersign.kit.postgres.Columns;
import io.countersign.topics.Topics;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.scheduler.Schedulers;

/** From events on Kafka to traces and labels on Kafka and over HTTP. */
class TracesTest extends RunningFeedback {

    @Autowired
    CaseStore cases;

    @Autowired
    ExclusionStore exclusions;

    @Autowired
    ReviewRequests reviews;

    @Autowired
    TraceCodec codec;

    @Autowired
    ReactiveTransactionManager transactions;

    @Test
    void a_trace_is_the_same_to_the_byte_whatever_the_order_and_however_often_each_event_comes() {
        var stories =
                IntStream.range(0, 10).mapToObj(_ -> wholeStory(fresh("case"))).toList();
        var arrivals = IntStream.range(0, stories.size())
                .mapToObj(i -> i == 0
                        ? stories.get(i).told()
                        : twiceInSomeOrder(stories.get(i).told(), i))
                .toList();

        for (int round = 0; round < arrivals.getLast().size(); round++) {
            int now = round;
            tell(arrivals.stream()
                    .filter(events -> now < events.size())
                    .map(events -> events.get(now))
                    .toList());
        }

        var traces = stories.stream()
                .map(story ->
                        awaitTrace(story.caseId(), trace -> trace.getTraceVersion() == storedVersion(story.caseId())))
                .toList();
        assertThat(traces.getFirst().getState()).isEqualTo("decided");
        assertThat(traces.getFirst().getReview()).hasSize(3);
        assertThat(traces.getFirst().getOutcomes()).hasSize(2);
        assertThat(traces.stream().map(this::bytes).collect(toSet())).hasSize(1);
        assertThat(stories.stream()
                        .map(story -> awaitLabel(
                                story.caseId(), label -> label.getBasis().equals("ground_truth")))
                        .map(this::bytes)
                        .collect(toSet()))
                .hasSize(1);
    }

    @Test
    void repetition_makes_no_new_version() {
        var story = wholeStory(fresh("case"));
        tell(story.told());
        long version = storedVersion(story.caseId());

        tell(twiceInSomeOrder(story.told(), 7));

        assertThat(storedVersion(story.caseId())).isEqualTo(version);
    }

    @Test
    void the_api_shows_what_is_on_the_topic_and_neither_has_any_content() {
        var story = wholeStory(fresh("case"));
        tell(story.told());

        var trace = awaitTrace(story.caseId(), it -> it.getTraceVersion() == storedVersion(story.caseId()));
        var shown = get("/v1/traces/" + story.caseId()).body();
        var label = get("/v1/labels/" + story.caseId()).body();

        assertThat(shown.path("digest").asString()).isEqualTo(trace.getDigest());
        assertThat(shown.path("state").asString()).isEqualTo("decided");
        assertThat(label.path("label").asString()).isEqualTo("ham");
        assertThat(label.path("weight").asDouble()).isEqualTo(2.0);
        assertThat(List.of(shown.toString(), label.toString(), trace.toString()))
                .noneMatch(text -> text.contains(Story.CONTENT) || text.contains("They say so"));
    }

    @Test
    void a_case_whose_id_fits_no_path_is_asked_for_in_the_query() {
        var story = wholeStory(fresh("a/case\\of;50%"));
        tell(story.told());
        awaitTrace(story.caseId(), it -> it.getState().equals("decided"));

        var query = "?limit=1&caseId=" + URLEncoder.encode(story.caseId(), StandardCharsets.UTF_8);
        var traces = get("/v1/traces" + query).body();
        var label = get("/v1/labels" + query).body();

        assertThat(traces.path("traces")
                        .valueStream()
                        .map(it -> it.path("caseId").asString()))
                .containsExactly(story.caseId());
        assertThat(traces.path("next").isNull()).isTrue();
        assertThat(label.path("label").asString()).isEqualTo("ham");
        assertThat(get("/v1/traces?caseId=none").body().path("traces").size()).isZero();
        assertThat(get("/v1/labels?caseId=none").status()).isEqualTo(404);
    }

    @Test
    void traces_are_listed_page_by_page_each_once() {
        var prefix = fresh("listed");
        var version = fresh("model");
        var ids = IntStream.range(0, 5).mapToObj(i -> prefix + "-" + i).toList();
        tell(ids.stream()
                .flatMap(id -> Story.of(id).by(version, 0.9).scored().told().stream())
                .toList());

        var first =
                get("/v1/traces?limit=3&state=scored&modelVersion=" + version).body();
        var second = get("/v1/traces?limit=3&state=scored&modelVersion=" + version + "&cursor="
                        + first.path("next").asString())
                .body();

        var listed = new ArrayList<String>();
        List.of(first, second)
                .forEach(page -> page.path("traces")
                        .forEach(it -> listed.add(it.path("caseId").asString())));
        assertThat(listed).isEqualTo(ids);
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void an_outcome_that_comes_before_its_prediction_waits_for_it() {
        var story = Story.of(fresh("case"))
                .scored()
                .routed("review")
                .decided("held", "model", "spam")
                .truth("ham");
        var outcome = story.told().getLast();

        tell(List.of(outcome));
        var partial = awaitTrace(story.caseId(), it -> it.getState().equals("partial"));
        var before = get("/v1/labels/" + story.caseId()).status();
        tell(story.told().subList(0, 3));

        var whole = awaitTrace(story.caseId(), it -> it.getState().equals("waiting"));
        var label = awaitLabel(story.caseId(), it -> it.getBasis().equals("ground_truth"));
        assertThat(partial.getTrueLabel()).isEqualTo("ham");
        assertThat(before).isEqualTo(404);
        assertThat(whole.getTrueLabel()).isEqualTo("ham");
        assertThat(label.getLabel()).isEqualTo("ham");
        assertThat(label.getModelLabel()).isEqualTo("spam");
    }

    @Test
    void the_label_gets_better_as_more_is_known_and_steps_that_change_nothing_about_it_are_not_told() {
        var story = Story.of(fresh("case")).scored().routed("review");
        tell(story.told());
        awaitLabel(story.caseId(), label -> label.getBasis().equals("model") && label.getWeight() == 0.3);
        tellMore(story, story.activity("opened", "review", null, 1).activity("claimed", "review", "ana", 5));
        awaitTrace(story.caseId(), trace -> trace.getReview().size() == 2);
        tellMore(story, story.verdict("review", "ana", "ham", true, 9));
        awaitLabel(story.caseId(), label -> label.getBasis().equals("one_person") && label.getWeight() == 1.0);
        tellMore(story, story.verdict("review", "ben", "spam", true, 9));
        awaitLabel(story.caseId(), label -> label.getBasis().equals("disagreeing_people") && label.getWeight() == 0.4);
        tellMore(story, story.verdict("review", "ana", "spam", true, 9));
        awaitLabel(story.caseId(), label -> label.getBasis().equals("agreeing_people") && label.getWeight() == 1.5);
        tellMore(story, story.truth("ham"));
        awaitLabel(story.caseId(), label -> label.getBasis().equals("ground_truth") && label.getWeight() == 2.0);

        var told = published(Topics.TRAINING_LABEL, TrainingLabel.class, story.caseId());
        assertThat(told.stream().map(TrainingLabel::getBasis).distinct())
                .containsExactly("model", "one_person", "disagreeing_people", "agreeing_people", "ground_truth");
        assertThat(told.stream().map(this::bytes).distinct()).hasSizeLessThanOrEqualTo(6);
        assertThat(told.stream().map(TrainingLabel::getTraceVersion).toList()).isSorted();
    }

    @Test
    void an_audited_case_stands_for_as_many_as_its_propensity_says() {
        var story = Story.of(fresh("case"))
                .scored()
                .routed("automatic", 0.02, true)
                .decided("final", "model", "spam")
                .judged("audit", "cleo", "ham", 60, 10);
        tell(story.told());

        var label = awaitLabel(story.caseId(), it -> it.getBasis().equals("one_person"));

        assertThat(label.getLabel()).isEqualTo("ham");
        assertThat(label.getPropensity()).isEqualTo(0.02);
        assertThat(label.getSamplingWeight()).isEqualTo(50);
    }

    @Test
    void an_excluded_key_marks_every_case_that_has_it_until_it_is_restored() {
        var key = fresh("url");
        var early = Story.of(fresh("case")).about(key).scored();
        var late = Story.of(fresh("case")).about(key).scored();
        tell(early.told());

        tell(List.of(Ledger.changed(key, 1, "excluded")));
        tell(late.told());
        assertThat(awaitLabel(early.caseId(), TrainingLabel::getExcluded).getExcluded())
                .isTrue();
        assertThat(awaitTrace(late.caseId(), it -> !it.getExcludedKeys().isEmpty())
                        .getExcludedKeys())
                .containsExactly(key);

        tell(List.of(Ledger.changed(key, 2, "restored"), Ledger.changed(key, 1, "excluded")));
        awaitLabel(early.caseId(), label -> !label.getExcluded());
        awaitTrace(late.caseId(), trace -> trace.getExcludedKeys().isEmpty());
    }

    @Test
    void whoever_judged_before_does_not_look_into_the_complaint() {
        var story = Story.of(fresh("case")).scored().routed("review").judged("review", "ana", "ham", 60, 10);
        tell(story.told());

        tellMore(story, story.outcome(fresh("appeal"), "appeal", null));

        assertThat(awaitPublished(Topics.REVIEW_REQUESTED, ReviewRequested.class, story.caseId(), 1))
                .singleElement()
                .satisfies(request -> assertThat(request.getNotBy()).containsExactly("ana"));
    }

    @Test
    void a_complaint_asks_once_for_a_review_however_often_and_early_it_comes() {
        var story = Story.of(fresh("case"))
                .scored()
                .routed("review")
                .judged("review", "ana", "ham", 60, 10)
                .outcome("complaint-1", "complaint", null);
        var complaint = story.told().getLast();
        tell(List.of(complaint));
        tell(story.told());
        tell(List.of(complaint, complaint));
        tellMore(story, story.truth("ham"));
        awaitTrace(story.caseId(), trace -> trace.getTrueLabel() != null);

        var requests = awaitPublished(Topics.REVIEW_REQUESTED, ReviewRequested.class, story.caseId(), 1);

        assertThat(requests).singleElement().satisfies(request -> {
            assertThat(request.getPurpose()).isEqualTo("complaint");
            assertThat(request.getRequestId()).isEqualTo("outcome:complaint-1");
            assertThat(request.getProducerSeq()).isEqualTo(1);
            assertThat(request.getPrediction().getContent().getText()).isEqualTo(Story.CONTENT);
        });
    }

    @Test
    void protected_groups_are_kept_and_shown_nowhere() {
        var story = wholeStory(fresh("case"));
        var secret = fresh("group");
        tell(story.told());
        tell(List.of(new Story.Told(
                Topics.PREDICTION_GROUPS,
                story.caseId(),
                PredictionGroups.newBuilder()
                        .setEventId("event-groups")
                        .setCaseId(story.caseId())
                        .setCaseRevision(1)
                        .setOccurredAt(Story.START)
                        .setProducerSeq(9)
                        .setGroups(Map.of("origin", secret))
                        .build())));

        var kept = database.sql("SELECT groups ->> 'origin' FROM protected_groups WHERE case_id = $1")
                .bind(0, story.caseId())
                .map(row -> Columns.at(row, 0, String.class))
                .one()
                .block();
        assertThat(kept).isEqualTo(secret);
        assertThat(get("/v1/traces/" + story.caseId()).body().toString()).doesNotContain(secret);
        assertThat(records(Topics.DECISION_TRACE).stream()
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8)))
                .noneMatch(text -> text.contains(secret));
    }

    @Test
    void a_rebuild_mends_what_is_not_what_the_events_say_and_leaves_the_rest_alone() {
        var story = wholeStory(fresh("case"));
        tell(story.told());
        var right = awaitTrace(story.caseId(), it -> it.getTraceVersion() == storedVersion(story.caseId()));
        rebuild();
        database.sql("UPDATE case_trace SET digest = 'wrong', stamp = NULL WHERE case_id = $1")
                .bind(0, story.caseId())
                .fetch()
                .rowsUpdated()
                .block();

        int mended = rebuild();
        int again = rebuild();

        var after = awaitTrace(story.caseId(), it -> it.getTraceVersion() == right.getTraceVersion() + 1);
        assertThat(mended).isEqualTo(1);
        assertThat(again).isZero();
        assertThat(after.getDigest()).isEqualTo(right.getDigest());
        assertThat(bytes(after)).isEqualTo(bytes(right));
    }

    @Test
    void a_rebuild_with_other_weights_changes_the_label_although_the_trace_stays() {
        var story = wholeStory(fresh("case"));
        tell(story.told());
        var trace = awaitTrace(story.caseId(), it -> it.getTraceVersion() == storedVersion(story.caseId()));
        var heavier = rebuildBy(new LabelWeights(7.0, 1.5, 0.8, 1.0, 0.3));

        assertThat(changedBy(heavier, story)).isEqualTo(1);
        assertThat(changedBy(heavier, story)).isZero();

        var label = awaitLabel(story.caseId(), it -> it.getWeight() == 7.0);
        assertThat(label.getTraceVersion()).isEqualTo(trace.getTraceVersion() + 1);
        var again = awaitTrace(story.caseId(), it -> it.getTraceVersion() == label.getTraceVersion());
        assertThat(again.getDigest()).isEqualTo(trace.getDigest());
    }

    @Test
    void a_rebuild_mends_facts_although_trace_and_label_are_right() {
        var story = wholeStory(fresh("case"));
        tell(story.told());
        var asBefore = rebuildBy(LabelWeights.DEFAULT);
        changedBy(asBefore, story);
        database.sql("UPDATE case_fact SET overrides = 99 WHERE case_id = $1")
                .bind(0, story.caseId())
                .fetch()
                .rowsUpdated()
                .block();

        assertThat(changedBy(asBefore, story)).isEqualTo(1);
        assertThat(changedBy(asBefore, story)).isZero();
    }

    private RebuildTraces rebuildBy(LabelWeights weights) {
        var refold = new RefoldCases(
                cases, exclusions, reviews, codec, new LabelRule(weights), 16, Schedulers.boundedElastic());
        return new RebuildTraces(cases, refold, TransactionalOperator.create(transactions)::transactional);
    }

    /** Rebuilds this case alone. */
    private static int changedBy(RebuildTraces rebuild, Story story) {
        var justBefore = story.caseId().substring(0, story.caseId().length() - 1);
        return Objects.requireNonNull(rebuild.rebuild(justBefore, 1).block()).changed();
    }

    private int rebuild() {
        int changed = 0;
        var cursor = "";
        do {
            var answer = call(
                    HttpMethod.POST,
                    "/v1/rebuild?limit=20&cursor=" + cursor,
                    PLATFORM.issuer().token("ida", "admin"));
            assertThat(answer.status()).isEqualTo(200);
            changed += answer.body().path("changed").asInt();
            cursor = answer.body().path("next").asString("");
        } while (!cursor.isEmpty());
        return changed;
    }

    private static Story wholeStory(String caseId) {
        return Story.of(caseId)
                .about("url:of-many")
                .scored()
                .routed("review")
                .decided("held", "model", "spam")
                .judged("review", "ana", "ham", 60, 10)
                .decided("final", "person", "ham")
                .outcome("truth", "ground_truth", "ham")
                .outcome("complaint", "complaint", null);
    }

    /** Sends what the story has more than before. */
    private void tellMore(Story story, Story same) {
        assertThat(same).isSameAs(story);
        tell(story.told());
    }

    private static List<Story.Told> twiceInSomeOrder(List<Story.Told> events, int seed) {
        var all = new ArrayList<>(events);
        all.addAll(events);
        Collections.shuffle(all, new Random(seed));
        return all;
    }

    private long storedVersion(String caseId) {
        return get("/v1/traces/" + caseId).body().path("traceVersion").asLong();
    }

    private String bytes(DecisionTrace trace) {
        var nameless = DecisionTrace.newBuilder(trace)
                .setEventId("")
                .setCaseId("")
                .setTraceVersion(0)
                .setDigest("")
                .build();
        return HexFormat.of().formatHex(wire.encode(Topics.DECISION_TRACE, nameless));
    }

    private String bytes(TrainingLabel label) {
        var nameless = TrainingLabel.newBuilder(label)
                .setEventId("")
                .setCaseId("")
                .setOccurredAt(Story.START)
                .setTraceVersion(0)
                .build();
        return HexFormat.of().formatHex(wire.encode(Topics.TRAINING_LABEL, nameless));
    }
}
