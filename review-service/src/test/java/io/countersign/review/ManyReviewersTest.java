package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.event.ReviewActivity;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.review.HandleReviewCommand.Answer;
import io.countersign.review.OpenTasks.Traced;
import io.countersign.review.task.Asker;
import io.countersign.review.task.CaseAtHand;
import io.countersign.review.task.CaseFile;
import io.countersign.review.task.Decision;
import io.countersign.review.task.Grants;
import io.countersign.review.task.Judgment;
import io.countersign.review.task.Purpose;
import io.countersign.review.task.ReviewCommand;
import io.countersign.review.task.ReviewTask;
import io.countersign.review.task.RoutedCase;
import io.countersign.review.task.TaskContent;
import io.countersign.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Many reviewers at one queue, and many cases in it. */
class ManyReviewersTest extends DeskTest {

    @Autowired
    OpenTasks openTasks;

    @Autowired
    HandleReviewCommand commands;

    @Autowired
    TakeTurns takeTurns;

    @Autowired
    FreeLapsedClaims freeLapsedClaims;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void reviewersWhoClaimAtOnceNeverGetTheSameCase() {
        var queue = fresh("crowded");
        open(queue, 150, 3, null);

        var claimed = Flux.range(0, 200)
                .flatMap(n -> commands.claim(asker("reviewer-" + n, queue)), 32)
                .map(found -> found.review().task().facts().caseId())
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(claimed).doesNotHaveDuplicates();
        var rest = Flux.range(200, 150)
                .concatMap(n -> commands.claim(asker("reviewer-" + n, queue)))
                .map(found -> found.review().task().facts().caseId())
                .collectList()
                .block(Duration.ofSeconds(60));
        var all = new HashSet<>(claimed == null ? List.of() : claimed);
        all.addAll(rest == null ? List.of() : rest);
        assertThat(all).hasSize(150);
        assertThat(all.size()).isEqualTo((claimed == null ? 0 : claimed.size()) + (rest == null ? 0 : rest.size()));
    }

    @Test
    void whatIsAboutToBreachComesFirstThenPriorityThenTheOldest() {
        var queue = fresh("ordered");
        var later = Instant.now().plus(Duration.ofHours(20));
        var oldest = open(queue, 1, 3, later).getFirst();
        var newer = open(queue, 1, 3, later).getFirst();
        var urgent = open(queue, 1, 1, later).getFirst();
        var breaching = open(queue, 1, 5, Instant.now().plusSeconds(60)).getFirst();

        var order =
                IntStream.range(0, 4).mapToObj(n -> claim(asker("ana", queue))).toList();

        assertThat(order).containsExactly(breaching, urgent, oldest, newer);
    }

    @Test
    void aReviewerWithoutTheSkillsIsGivenWhatComesAfter() {
        var queue = fresh("skilled");
        var skilled = openOne(queue, List.of("medical"));
        var plain = openOne(queue, List.of());

        assertThat(claim(asker("ana", queue))).isEqualTo(plain);
        var medic = new Asker("cleo", Set.of(queue), new Grants(Set.of(queue), Set.of("medical", "expert")));
        assertThat(claim(medic)).isEqualTo(skilled);
    }

    @Test
    void aLapsedClaimGoesToSomebodyElseUnderAHigherToken() {
        var queue = fresh("lapsing");
        open(queue, 1, 3, null);
        var first = commands.claim(asker("ana", queue)).block();
        assertThat(first).isNotNull();
        database.sql("UPDATE review_task SET lease_until = now() - interval '1 second' WHERE queue = $1")
                .bind(0, queue)
                .then()
                .block();

        var second = await().until(() -> commands.claim(asker("ben", queue)).block(), found -> found != null);

        assertThat(second).isNotNull();
        assertThat(second.review().task().token())
                .isGreaterThan(first.review().task().token() + 1);
        assertThat(freeLapsedClaims.sweep().block()).isZero();
    }

    @Test
    void verdictsThatComeTogetherAreEachTakenOnceAndEachGetsAnotherCase() {
        var queue = fresh("busy");
        open(queue, 60, 3, null);
        var reviewers = IntStream.range(0, 20).mapToObj(n -> "busy-" + n).toList();
        var held = Flux.fromIterable(reviewers)
                .flatMap(name -> commands.claim(asker(name, queue)))
                .collectList()
                .block(Duration.ofSeconds(60));

        var answers = Flux.fromIterable(Objects.requireNonNull(held))
                .flatMap(claim -> judge(claim, queue), 20)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(answers)
                .hasSize(20)
                .allSatisfy(answer -> assertThat(answer.refusal()).isNull());
        var next = Objects.requireNonNull(answers).stream()
                .map(answer -> Objects.requireNonNull(answer.next())
                        .review()
                        .task()
                        .facts()
                        .caseId())
                .toList();
        assertThat(next).doesNotHaveDuplicates().doesNotContainAnyElementsOf(cases(held));
        assertThat(count(
                        "SELECT count(*) FROM review_verdict v JOIN review_task t USING (task_id)"
                                + " WHERE t.queue = $1 AND t.state = 'resolved'",
                        queue))
                .isEqualTo(20);
    }

    @Test
    void ofTwoVerdictsOnOneClaimThatComeTogetherOneIsTaken() {
        var queue = fresh("twice");
        open(queue, 1, 3, null);
        var held = Objects.requireNonNull(commands.claim(asker("ana", queue)).block(Duration.ofSeconds(60)));

        var answers = Flux.range(0, 8)
                .flatMap(n -> judge(held, queue), 8)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(Objects.requireNonNull(answers).stream().filter(answer -> answer.refusal() == null))
                .hasSize(1);
        assertThat(count(
                        "SELECT count(*) FROM review_verdict v JOIN review_task t USING (task_id) WHERE t.queue = $1",
                        queue))
                .isEqualTo(1);
    }

    @Test
    void aCaseThatOneReviewerGivesBackAndAnotherClaimsInOneGroupIsToldInThisOrder() {
        var queue = fresh("handed-over");
        var caseId = open(queue, 1, 3, null).getFirst();
        var held = Objects.requireNonNull(commands.claim(asker("ana", queue)).block(Duration.ofSeconds(60)));
        var task = (ReviewTask.Claimed) held.review().task();
        var hold = new ReviewCommand.Hold(task.holder(), task.seat(), task.token());
        var ask = new Turn.Ask(asker("ben", queue));
        var release = new Turn.Act(
                UUID.fromString(task.facts().taskId()), now -> new ReviewCommand.Release(hold, null, now), null);

        takeTurns.of(List.of(ask, release)).as(transaction::transactional).block(Duration.ofSeconds(60));

        var told = events(Topics.REVIEW_ACTIVITY, caseId, ReviewActivity.class, 4);
        assertThat(told)
                .extracting(ReviewActivity::getActivity)
                .containsExactly("opened", "claimed", "released", "claimed");
        assertThat(told).extracting(ReviewActivity::getToken).isSorted();
    }

    @Test
    void theClaimReadsHeadsOfIndexesAndSortsNothing() {
        var queue = fresh("deep");
        for (int i = 0; i < 3; i++) {
            open(queue, 1000, 1 + i % 5, Instant.now().plus(Duration.ofHours(20)));
        }
        database.sql("ANALYZE review_task").then().block();

        var plan = PlanOf.claim(database, queue);

        assertThat(plan).contains("review_task_in_order").contains("review_task_by_due");
        assertThat(plan).doesNotContain("Sort").doesNotContain("Seq Scan on review_task");
        var together = PlanOf.claimsTogether(database, queue);
        assertThat(together).contains("review_task_in_order").contains("review_task_by_due");
        assertThat(together).doesNotContain("Sort Key: t").doesNotContain("Seq Scan on review_task");
    }

    private Mono<Answer> judge(CaseAtHand claim, String queue) {
        var task = (ReviewTask.Claimed) claim.review().task();
        var hold = new ReviewCommand.Hold(task.holder(), task.seat(), task.token());
        return commands.handle(
                UUID.fromString(task.facts().taskId()),
                now -> new ReviewCommand.GiveVerdict(hold, Judgment.label("ham"), now),
                asker(task.holder(), queue));
    }

    private static List<String> cases(List<CaseAtHand> claims) {
        return claims.stream()
                .map(claim -> claim.review().task().facts().caseId())
                .toList();
    }

    private String claim(Asker asker) {
        @Nullable CaseAtHand found = commands.claim(asker).block();
        return found == null ? "nothing" : found.review().task().facts().caseId();
    }

    private static Asker asker(String reviewer, String queue) {
        return new Asker(reviewer, Set.of(), new Grants(Set.of(queue), Set.of()));
    }

    private String openOne(String queue, List<String> skills) {
        return openAll(List.of(routed(queue, 3, null, skills))).getFirst();
    }

    private List<String> open(String queue, int cases, int priority, @Nullable Instant dueAt) {
        return openAll(IntStream.range(0, cases)
                .mapToObj(n -> routed(queue, priority, dueAt, List.of()))
                .toList());
    }

    private List<String> openAll(List<RoutedCase> cases) {
        var traced = cases.stream().map(c -> new Traced(c, TraceParent.fresh())).toList();
        openTasks.open(traced).as(transaction::transactional).block();
        return cases.stream().map(c -> c.file().caseId()).toList();
    }

    private static RoutedCase routed(String queue, int priority, @Nullable Instant dueAt, List<String> skills) {
        var held = new Decision(1, "spam", Decision.HOLD, Decision.Status.HELD, "model", "7", "", null);
        var file = new CaseFile(
                fresh("case"), 1, held, null, "spam", null, new CaseFile.Origin("default", 1, null, null), Set.of());
        var content = new TaskContent("model", "{}", "{\"label\":\"spam\"}", List.of("spam", "ham"));
        var due = dueAt == null ? Instant.now().plus(Duration.ofHours(20)) : dueAt;
        return new RoutedCase(
                file, List.of(), new RoutedCase.Errand(Purpose.REVIEW, queue, 1, priority, due, skills, content));
    }
}
