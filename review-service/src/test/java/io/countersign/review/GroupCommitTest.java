package io.countersign.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class GroupCommitTest {

    private static final int AWAY = 99;

    private final List<List<Integer>> groups = new ArrayList<>();
    private final Sinks.One<String> firstMayEnd = Sinks.one();

    /** Answers n with 10n; the first group ends when it is told to, 13 is at fault, and all is away at 99. */
    private final GroupCommit<Integer, Integer> commits =
            new GroupCommit<>(3, this::answer, TimeoutException.class::isInstance);

    private Mono<List<Integer>> answer(List<Integer> group) {
        groups.add(group);
        var answers = Mono.just(group.stream().map(n -> 10 * n).toList());
        if (group.contains(13)) {
            return Mono.error(new IllegalStateException("13"));
        }
        if (group.contains(AWAY)) {
            return Mono.error(new TimeoutException("away"));
        }
        return groups.size() == 1 ? firstMayEnd.asMono().then(answers) : answers;
    }

    @Test
    void whatComesWhileAGroupIsUnderWayGoesTogether() {
        var answers = joined(1, 2, 3, 4, 5);
        assertThat(groups).containsExactly(List.of(1));

        firstMayEnd.tryEmitEmpty();

        assertThat(groups).containsExactly(List.of(1), List.of(2, 3, 4), List.of(5));
        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly(10, 20, 30, 40, 50);
    }

    @Test
    void onlyTheRequestAtFaultFails() {
        var answers = joined(1, 2, 13, 4);

        firstMayEnd.tryEmitEmpty();

        assertThat(groups).containsExactly(List.of(1), List.of(2, 13, 4), List.of(2), List.of(13), List.of(4));
        assertThat(answers.get(1).join()).isEqualTo(20);
        assertThat(answers.get(3).join()).isEqualTo(40);
        assertThatThrownBy(answers.get(2)::join).hasMessageContaining("13");
    }

    @Test
    void whatIsAwayIsAwayForAllOfTheGroupAtOnce() {
        var answers = joined(1, 2, AWAY, 4);

        firstMayEnd.tryEmitEmpty();

        assertThat(groups).containsExactly(List.of(1), List.of(2, AWAY, 4));
        answers.subList(1, 4).forEach(answer -> assertThatThrownBy(answer::join).hasMessageContaining("away"));
    }

    @Test
    void aRequestThatIsGivenUpBeforeItsTurnIsLeftOut() {
        joined(1);
        var givenUp = commits.join(2).subscribe();
        var kept = commits.join(3).toFuture();

        givenUp.dispose();
        firstMayEnd.tryEmitEmpty();

        assertThat(kept.join()).isEqualTo(30);
        assertThat(groups).containsExactly(List.of(1), List.of(3));
    }

    @Test
    void everyRequestIsAnsweredOnceAndNoTwoGroupsAreUnderWay() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var many = new GroupCommit<Integer, Integer>(
                16,
                group -> Mono.fromCallable(() -> {
                            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            return group;
                        })
                        .delayElement(Duration.ofMillis(1))
                        .doOnNext(answered -> underWay.decrementAndGet()),
                failure -> true);

        var answers = Flux.range(0, 5_000)
                .flatMap(n -> many.join(n).subscribeOn(Schedulers.parallel()), 200)
                .collectList()
                .block(Duration.ofSeconds(60));

        assertThat(Objects.requireNonNull(answers))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 5_000).boxed().toList());
        assertThat(most).hasValue(1);
    }

    private List<CompletableFuture<Integer>> joined(Integer... requests) {
        return List.of(requests).stream().map(n -> commits.join(n).toFuture()).toList();
    }
}
