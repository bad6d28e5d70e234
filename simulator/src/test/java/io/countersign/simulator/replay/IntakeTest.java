package io.countersign.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.casefiles.Case;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IntakeTest {

    private static final int UNDER_WAY = 3;

    private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
    private final AtomicInteger settled = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final AtomicInteger flushed = new AtomicInteger();
    private final Settling settling = new Settling();
    private final Intake intake =
            new Intake(cases(20), this::send, flushed::incrementAndGet, options(), settling, System.nanoTime());

    @Test
    void a_case_goes_in_when_another_has_settled() throws InterruptedException {
        Thread sender = Thread.ofVirtual().start(intake);

        for (int i = 0; i < 20; i++) {
            String next = sent.take();
            assertThat(next).isEqualTo("c" + i);
            settled.incrementAndGet();
            intake.settled(next);
            // A settled case may get further traces.
            intake.settled(next);
        }

        sender.join();
        assertThat(mostUnderWay).hasValueLessThanOrEqualTo(UNDER_WAY);
        assertThat(intake.sent()).isEqualTo(20);
        assertThat(flushed).hasValue(1);
    }

    @Test
    void nothing_more_goes_in_when_the_replay_is_over() throws InterruptedException {
        Thread sender = Thread.ofVirtual().start(intake);
        for (int i = 0; i < UNDER_WAY; i++) {
            sent.take();
        }

        settling.end();

        assertThat(sender.join(Duration.ofSeconds(20))).isTrue();
        assertThat(intake.sent()).isEqualTo(UNDER_WAY);
    }

    private void send(Case each) {
        mostUnderWay.accumulateAndGet(intake.sent() + 1 - settled.get(), Math::max);
        sent.add(each.caseId());
    }

    private static ReplayOptions options() {
        return new ReplayOptions("set", "run", Long.MAX_VALUE, 0, UNDER_WAY, 1, 1, 0, 1, Duration.ofSeconds(30));
    }

    private static List<Case> cases(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Case(
                        "c" + i, null, "m", "v1", "spam", 0.8, Map.of(), List.of(), null, null, null, Map.of(),
                        Map.of(), Map.of(), null, "spam"))
                .toList();
    }
}
