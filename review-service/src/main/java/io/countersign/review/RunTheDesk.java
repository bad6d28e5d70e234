package io.countersign.review;

import io.countersign.review.config.ReviewSettings;
import io.countersign.review.postgres.PostgresQueues;
import io.countersign.review.task.Expert;
import io.countersign.review.task.Grants;
import io.countersign.review.task.QueueSetup;
import io.countersign.review.task.QueueState;
import io.countersign.review.task.ReviewerGrants;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What leads do: set up queues, say who may take what, and look at what waits. */
@Component
public class RunTheDesk {

    private final PostgresQueues queues;
    private final QueueBook book;
    private final Grants defaults;
    private final Clock clock;

    RunTheDesk(PostgresQueues queues, QueueBook book, ReviewSettings settings, Clock clock) {
        this.queues = queues;
        this.book = book;
        this.defaults = new Grants(Set.copyOf(settings.defaultQueues()), Set.copyOf(settings.defaultSkills()));
        this.clock = clock;
    }

    /** What a reviewer may take where nobody has set it. */
    public Grants defaults() {
        return defaults;
    }

    public Flux<QueueState> queues() {
        return queues.states();
    }

    public Mono<Void> setUp(QueueSetup queue) {
        return queues.setUp(queue).then(book.refresh()).then();
    }

    /** Those of the queues that nobody has set up. */
    public Mono<List<String>> unknown(Collection<String> names) {
        return names.isEmpty() ? Mono.just(List.of()) : queues.unknown(names);
    }

    public Flux<ReviewerGrants> reviewers() {
        return queues.reviewers();
    }

    public Mono<ReviewerGrants> grant(String reviewer, Grants grants, String by) {
        var granted = new ReviewerGrants(reviewer, grants, by, clock.instant());
        return queues.grant(granted).thenReturn(granted);
    }

    /**
     * The person as somebody who is named for a task; nobody where there is no name.
     *
     * @param queue where the task is to go; null for its queue's own next tier
     */
    public Mono<Optional<Expert>> expert(UUID taskId, @Nullable String queue, @Nullable String person) {
        return person == null
                ? Mono.just(Optional.empty())
                : queues.lacks(person, defaults, taskId, queue).map(lacks -> Optional.of(new Expert(person, lacks)));
    }

    /** Those of the wanted queues that the reviewer may not take from. */
    public Mono<Set<String>> notGranted(String reviewer, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return Mono.just(Set.of());
        }
        return queues.grants(reviewer).defaultIfEmpty(defaults).map(grants -> {
            Set<String> rest = new TreeSet<>(wanted);
            rest.removeAll(grants.queues());
            return rest;
        });
    }
}
