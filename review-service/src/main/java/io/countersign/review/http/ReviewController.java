package io.countersign.review.http;

import static io.countersign.review.http.Refusals.taskId;

import io.countersign.kit.http.FieldError;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import io.countersign.kit.security.Caller;
import io.countersign.review.HandleReviewCommand;
import io.countersign.review.HandleReviewCommand.Answer;
import io.countersign.review.LookAtTasks;
import io.countersign.review.RunTheDesk;
import io.countersign.review.config.ReviewSettings;
import io.countersign.review.task.Asker;
import io.countersign.review.task.ReviewCommand;
import io.countersign.review.task.ReviewCommand.GiveVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What reviewers do: claim the next case, judge it, or let it go. */
@RestController
class ReviewController {

    private final HandleReviewCommand commands;
    private final LookAtTasks tasks;
    private final VerdictContext context;
    private final RunTheDesk desk;
    private final ReviewSettings settings;

    ReviewController(
            HandleReviewCommand commands,
            LookAtTasks tasks,
            VerdictContext context,
            RunTheDesk desk,
            ReviewSettings settings) {
        this.commands = commands;
        this.tasks = tasks;
        this.context = context;
        this.desk = desk;
        this.settings = settings;
    }

    /** Claims the next case; 204 where none waits that the caller may take. */
    @PostMapping("/v1/claims")
    Mono<ResponseEntity<ClaimView>> claim(
            @RequestBody(required = false) @Nullable ClaimRequest request, Caller caller) {
        return asker(caller, request == null ? null : request.queues())
                .flatMap(commands::claim)
                .map(found -> ResponseEntity.ok(ClaimView.of(found)))
                .defaultIfEmpty(ResponseEntity.noContent().build());
    }

    /** What the caller holds now. */
    @GetMapping("/v1/claims")
    Mono<List<ClaimView>> held(Caller caller) {
        return tasks.heldBy(caller.name()).map(ClaimView::of).collectList();
    }

    /** Takes a verdict, and with {@code claimNext} gives the next case in the same step. */
    @PostMapping("/v1/tasks/{taskId}/verdict")
    Mono<VerdictAnswer> verdict(@PathVariable String taskId, @RequestBody VerdictRequest request, Caller caller) {
        var hold = request.checked(context.now()).hold(caller.name());
        var asker = request.wantsNext()
                ? asker(caller, request.queues()).map(java.util.Optional::of)
                : Mono.just(java.util.Optional.<Asker>empty());
        return asker.flatMap(next -> context.judgment(taskId(taskId), request)
                        .flatMap(judgment -> commands.handle(
                                taskId(taskId), now -> new GiveVerdict(hold, judgment, now), next.orElse(null))))
                .switchIfEmpty(Mono.error(() -> Refusals.noSuchTask(taskId)))
                .map(Refusals::orRefuse)
                .map(VerdictAnswer::of);
    }

    /** Slides the lease. */
    @PostMapping("/v1/tasks/{taskId}/renew")
    Mono<TaskView> renew(@PathVariable String taskId, @RequestBody SeatRequest request, Caller caller) {
        var hold = request.hold(caller.name(), false);
        return step(taskId, now -> new ReviewCommand.Renew(hold, settings.lease(), now));
    }

    /** Shows the model's answer, on record: the verdict then counts as given with it. */
    @PostMapping("/v1/tasks/{taskId}/reveal")
    Mono<ClaimView> reveal(@PathVariable String taskId, @RequestBody SeatRequest request, Caller caller) {
        var hold = request.hold(caller.name(), false);
        return answer(taskId, now -> new ReviewCommand.Reveal(hold, settings.lease(), now))
                .flatMap(answer -> tasks.at(taskId(taskId), caller.name())
                        .map(look -> ClaimView.of(
                                look.atHand().with(answer.steps().getLast().after()))));
    }

    /** Puts the case back. */
    @PostMapping("/v1/tasks/{taskId}/release")
    Mono<TaskView> release(@PathVariable String taskId, @RequestBody SeatRequest request, Caller caller) {
        var hold = request.hold(caller.name(), false);
        return step(taskId, now -> new ReviewCommand.Release(hold, request.reason(), now));
    }

    /** Puts the case back for somebody else, with a reason. */
    @PostMapping("/v1/tasks/{taskId}/skip")
    Mono<TaskView> skip(@PathVariable String taskId, @RequestBody SeatRequest request, Caller caller) {
        var hold = request.hold(caller.name(), true);
        return step(
                taskId,
                now -> new ReviewCommand.Skip(
                        hold, java.util.Objects.requireNonNull(request.reason()), request.note(), now));
    }

    /** Hands the case to a higher tier, another queue or a named expert. */
    @PostMapping("/v1/tasks/{taskId}/escalate")
    Mono<TaskView> escalate(@PathVariable String taskId, @RequestBody SeatRequest request, Caller caller) {
        var hold = request.hold(caller.name(), false);
        return desk.expert(taskId(taskId), request.queue(), request.person())
                .flatMap(person -> step(
                        taskId,
                        now -> new ReviewCommand.Escalate(
                                hold, request.queue(), person.orElse(null), request.reason(), request.note(), now)));
    }

    private Mono<TaskView> step(String taskId, Function<Instant, ReviewCommand> command) {
        return answer(taskId, command)
                .map(answer -> TaskView.of(answer.steps().getLast().after()));
    }

    private Mono<Answer> answer(String taskId, Function<Instant, ReviewCommand> command) {
        return commands.handle(taskId(taskId), command, null)
                .switchIfEmpty(Mono.error(() -> Refusals.noSuchTask(taskId)))
                .map(Refusals::orRefuse);
    }

    private Mono<Asker> asker(Caller caller, @Nullable List<@Nullable String> queues) {
        Set<String> wanted = ClaimRequest.wanted(queues);
        var asker = new Asker(caller.name(), wanted, desk.defaults());
        return desk.notGranted(caller.name(), wanted)
                .flatMap(denied -> denied.isEmpty() ? Mono.just(asker) : Mono.error(notGranted(denied)));
    }

    private static RefusedException notGranted(Set<String> denied) {
        return new RefusedException(new Problem(
                HttpStatus.FORBIDDEN,
                "queue-not-granted",
                "The queue is not granted to you",
                "Not granted to you: " + String.join(", ", denied),
                List.of(new FieldError("queues", "not granted to you: " + String.join(", ", denied)))));
    }
}
