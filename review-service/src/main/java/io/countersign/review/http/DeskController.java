package io.countersign.review.http;

import io.countersign.kit.http.FieldError;
import io.countersign.kit.http.Problem;
import io.countersign.kit.http.RefusedException;
import io.countersign.kit.security.Caller;
import io.countersign.review.RunTheDesk;
import io.countersign.review.task.Grants;
import io.countersign.review.task.ReviewerGrants;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What leads do: queues, and who may take what. */
@RestController
class DeskController {

    private final RunTheDesk desk;

    DeskController(RunTheDesk desk) {
        this.desk = desk;
    }

    /** Every queue with what waits in it. */
    @GetMapping("/v1/queues")
    Mono<List<QueueView>> queues() {
        return desk.queues().map(QueueView::of).collectList();
    }

    /** Sets a queue up, new or other than it was. It takes effect on every instance within two seconds. */
    @PutMapping("/v1/queues/{name}")
    Mono<QueueRequest> setUp(@PathVariable String name, @RequestBody QueueRequest request) {
        var setup = request.checked(name);
        var next = setup.rules().escalatesTo();
        return known(next == null ? List.of() : List.of(next), "escalatesTo")
                .then(desk.setUp(setup))
                .thenReturn(request);
    }

    /**
     * @param skills what the reviewer can do
     * @param queues what the reviewer may see and take from
     */
    record GrantsRequest(
            @Nullable List<@Nullable String> skills,
            @Nullable List<@Nullable String> queues) {}

    /** Somebody's grants. */
    record ReviewerView(String name, Set<String> skills, Set<String> queues, String changedBy, Instant changedAt) {

        static ReviewerView of(ReviewerGrants reviewer) {
            return new ReviewerView(
                    reviewer.name(),
                    new TreeSet<>(reviewer.grants().skills()),
                    new TreeSet<>(reviewer.grants().queues()),
                    reviewer.changedBy(),
                    reviewer.changedAt());
        }
    }

    /** Everybody whose grants were set. */
    @GetMapping("/v1/reviewers")
    Mono<List<ReviewerView>> reviewers() {
        return desk.reviewers().map(ReviewerView::of).collectList();
    }

    /** Says what a reviewer may take. */
    @PutMapping("/v1/reviewers/{name}")
    Mono<ReviewerView> grant(@PathVariable String name, @RequestBody GrantsRequest request, Caller caller) {
        new Checks()
                .text(name, "name", Checks.SHORT)
                .required(request.skills(), "skills")
                .required(request.queues(), "queues")
                .names(request.skills(), "skills", 100)
                .names(request.queues(), "queues", 100)
                .orRefuse();
        var queues = Set.copyOf(java.util.Objects.requireNonNull(request.queues()));
        var grants = new Grants(queues, Set.copyOf(java.util.Objects.requireNonNull(request.skills())));
        return known(List.copyOf(queues), "queues")
                .then(Mono.defer(() -> desk.grant(name, grants, caller.name())))
                .map(ReviewerView::of);
    }

    private Mono<Void> known(List<String> queues, String field) {
        return desk.unknown(queues)
                .flatMap(unknown -> unknown.isEmpty()
                        ? Mono.empty()
                        : Mono.error(new RefusedException(Problem.invalid(
                                List.of(new FieldError(field, "no such queue: " + String.join(", ", unknown)))))));
    }
}
