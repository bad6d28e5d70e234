package io.countersign.review;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Predicate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Requests that come while others are being carried out go together afterwards: the busier it is, the larger the group,
 * and nobody ever waits for a group to fill. A group that one request makes fail is carried out one by one, so that no
 * other fails with it.
 *
 * @param <Q> a request
 * @param <A> what comes of it
 */
final class GroupCommit<Q, A> {

    private final int largest;
    private final Function<List<Q>, Mono<List<A>>> work;
    private final Predicate<Throwable> isNobodysFault;
    private final Queue<Waiting<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * @param largest most requests in a group
     * @param work carries out a group, all or nothing, and answers each request in its place
     * @param isNobodysFault failures that every request would meet, such as a database that is away: all of the group
     *     get them at once
     */
    GroupCommit(int largest, Function<List<Q>, Mono<List<A>>> work, Predicate<Throwable> isNobodysFault) {
        this.largest = largest;
        this.work = work;
        this.isNobodysFault = isNobodysFault;
    }

    private record Waiting<Q, A>(Q request, MonoSink<A> answer, AtomicBoolean givenUp) {}

    /** Carries the request out with whatever else waits. A request that is given up before its turn is left out. */
    Mono<A> join(Q request) {
        return Mono.create(answer -> {
            var one = new Waiting<>(request, answer, new AtomicBoolean());
            answer.onCancel(() -> one.givenUp().set(true));
            waiting.add(one);
            begin();
        });
    }

    private void begin() {
        while (!waiting.isEmpty() && busy.compareAndSet(false, true)) {
            var group = nextGroup();
            if (group.isEmpty()) {
                busy.set(false);
                continue;
            }
            carryOut(group)
                    .doFinally(end -> {
                        busy.set(false);
                        begin();
                    })
                    .subscribe();
        }
    }

    private List<Waiting<Q, A>> nextGroup() {
        List<Waiting<Q, A>> group = new ArrayList<>();
        while (group.size() < largest) {
            var next = waiting.poll();
            if (next == null) {
                break;
            }
            if (!next.givenUp().get()) {
                group.add(next);
            }
        }
        return group;
    }

    private Mono<Void> carryOut(List<Waiting<Q, A>> group) {
        return Mono.defer(() -> work.apply(group.stream().map(Waiting::request).toList()))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("A group was left without answers")))
                .doOnNext(answers -> {
                    for (int i = 0; i < group.size(); i++) {
                        group.get(i).answer().success(answers.get(i));
                    }
                })
                .then()
                .onErrorResume(failure -> afterwards(group, failure));
    }

    private Mono<Void> afterwards(List<Waiting<Q, A>> group, Throwable failure) {
        if (group.size() > 1 && !isNobodysFault.test(failure)) {
            return Flux.fromIterable(group)
                    .concatMap(one -> carryOut(List.of(one)))
                    .then();
        }
        group.forEach(one -> one.answer().error(failure));
        return Mono.empty();
    }
}
