package io.countersign.review;

import io.countersign.kit.ids.Ids;
import io.countersign.kit.kafka.TraceParent;
import io.countersign.kit.outbox.Outbox;
import io.countersign.kit.outbox.OutgoingEvent;
import io.countersign.review.config.ReviewSettings;
import io.countersign.review.kafka.ReviewEvents;
import io.countersign.review.postgres.PostgresCases;
import io.countersign.review.postgres.PostgresCases.Keyed;
import io.countersign.review.postgres.PostgresCases.Known;
import io.countersign.review.postgres.PostgresOpenings;
import io.countersign.review.postgres.PostgresOpenings.Opening;
import io.countersign.review.postgres.PostgresReviewTasks;
import io.countersign.review.task.CaseFile;
import io.countersign.review.task.RequestedReview;
import io.countersign.review.task.Review;
import io.countersign.review.task.ReviewCommand;
import io.countersign.review.task.ReviewDecider;
import io.countersign.review.task.ReviewEvent;
import io.countersign.review.task.TaskFacts;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Opens a review that was asked for, for somebody who has not judged the case. Works inside the inbox's transaction. */
@Component
public class RequestReviews {

    private final PostgresCases cases;
    private final PostgresOpenings openings;
    private final PostgresReviewTasks tasks;
    private final SupersedeCase supersedeCase;
    private final QueueBook queues;
    private final ReviewSettings settings;
    private final Outbox outbox;
    private final Clock clock;

    RequestReviews(
            PostgresCases cases,
            PostgresOpenings openings,
            PostgresReviewTasks tasks,
            SupersedeCase supersedeCase,
            QueueBook queues,
            ReviewSettings settings,
            Outbox outbox,
            Clock clock) {
        this.cases = cases;
        this.openings = openings;
        this.tasks = tasks;
        this.supersedeCase = supersedeCase;
        this.queues = queues;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A request, and the trace that it came with. */
    public record Traced(RequestedReview request, TraceParent trace) {}

    /** Opens the reviews; a request that came before changes nothing. */
    public Mono<Void> open(List<Traced> batch) {
        return batch.isEmpty()
                ? Mono.empty()
                : cases.besideTheLedger()
                        .thenMany(Flux.fromIterable(batch))
                        .concatMap(this::open)
                        .collectList()
                        .flatMap(told -> outbox.append(
                                told.stream().flatMap(Collection::stream).toList()));
    }

    private Mono<List<OutgoingEvent>> open(Traced traced) {
        var keyed = new Keyed(traced.request().file(), traced.request().itemKeys(), false);
        return cases.insertNew(List.of(keyed))
                .filter(fresh -> !fresh.isEmpty())
                .flatMap(fresh -> cases.addKeys(List.of(keyed)))
                .then(cases.lock(List.of(keyed.file().caseId())))
                .map(List::getFirst)
                .filterWhen(known ->
                        openings.isNew(keyed.file().caseId(), traced.request().requestId()))
                .flatMap(known -> open(traced, keyed, known));
    }

    private Mono<List<OutgoingEvent>> open(Traced traced, Keyed keyed, Known known) {
        int asked = keyed.file().caseRevision();
        if (asked > known.file().caseRevision()) {
            return supersedeCase
                    .supersede(known.file(), keyed, clock.instant())
                    .flatMap(steps ->
                            open(traced, keyed.file(), ReviewEvents.of(steps, queues.current(), traced.trace())));
        }
        return asked < known.file().caseRevision()
                ? openSuperseded(traced, known.file())
                : open(traced, known.file(), List.of());
    }

    private Mono<List<OutgoingEvent>> open(Traced traced, CaseFile file, List<OutgoingEvent> before) {
        var opened = opened(traced.request(), file);
        var told = new ArrayList<>(before);
        told.add(ReviewEvents.opened(opened, traced.trace()));
        return openings.open(List.of(opening(traced, opened))).thenReturn(told);
    }

    /** The case has moved on since: the request is answered by what came after, and on record. */
    private Mono<List<OutgoingEvent>> openSuperseded(Traced traced, CaseFile file) {
        var opened = opened(traced.request(), file);
        var review = new Review(ReviewDecider.begin(opened), file);
        var events = ReviewDecider.decide(
                        new ReviewCommand.Supersede(file.caseRevision(), clock.instant()), review, queues.current())
                .events();
        var steps = ReviewDecider.steps(review, events);
        var told = new ArrayList<OutgoingEvent>();
        told.add(ReviewEvents.opened(opened, traced.trace()));
        told.addAll(ReviewEvents.of(steps, queues.current(), traced.trace()));
        return openings.open(List.of(opening(traced, opened)))
                .then(tasks.save(steps.getLast().after(), events))
                .thenReturn(told);
    }

    private Opening opening(Traced traced, ReviewEvent.Opened opened) {
        var request = traced.request();
        return new Opening(
                opened,
                request.requestId(),
                1,
                request.skills().stream().distinct().sorted().toList(),
                request.content());
    }

    private ReviewEvent.Opened opened(RequestedReview request, CaseFile file) {
        var now = clock.instant();
        var queue = settings.requestedQueue();
        Set<String> notFor = new HashSet<>(request.notBy());
        notFor.addAll(file.judgedBy());
        var facts = new TaskFacts(
                Ids.next(),
                file.caseId(),
                request.file().caseRevision(),
                request.purpose(),
                request.priority(),
                now.plus(queues.current().of(queue).sla()),
                now);
        return new ReviewEvent.Opened(facts, queue, notFor, now);
    }
}
