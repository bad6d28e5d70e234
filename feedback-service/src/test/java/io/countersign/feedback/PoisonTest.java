package io.countersign.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.countersign.kit.kafka.DeadLetters;
import io.countersign.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoisonTest extends RunningFeedback {

    @Test
    void bytes_that_are_no_event_become_a_dead_letter_and_later_records_of_their_partition_go_on() {
        dies(Topics.CASE_ROUTED, new byte[] {7, 7, 7});
    }

    @Test
    void a_record_without_a_value_becomes_a_dead_letter() {
        dies(Topics.CASE_ROUTED, null);
    }

    @Test
    void another_topics_event_becomes_a_dead_letter() {
        var stranger = Story.of("stranger").truth("ham").told().getFirst();
        dies(Topics.CASE_ROUTED, wire.encode(stranger.topic(), stranger.event()));
    }

    @Test
    void a_case_id_that_the_database_cannot_hold_becomes_a_dead_letter() {
        var impossible = Story.of("a\0b").routed("review").told().getFirst();
        dies(Topics.CASE_ROUTED, wire.encode(impossible.topic(), impossible.event()));
    }

    @Test
    void a_time_that_the_database_cannot_hold_becomes_a_dead_letter() {
        var scored = Story.of(fresh("case")).scored();
        tell(scored.told());
        var impossible = Story.of(scored.caseId())
                .from(Instant.ofEpochMilli(Long.MAX_VALUE / 2))
                .routed("review")
                .told()
                .getFirst();
        dies(Topics.CASE_ROUTED, wire.encode(impossible.topic(), impossible.event()));
    }

    /** The key is the same, so that what comes after stands behind it in one partition, and in one batch if need be. */
    private void dies(String topic, byte @Nullable [] poison) {
        var story = Story.of(fresh("case")).scored().routed("review");
        int before = records(Topics.deadLetters(topic)).size();

        var scored = send(story.told().getFirst());
        var at = send(topic, story.caseId(), poison);
        var routed = send(story.told().getLast());
        awaitTaken(List.of(scored, at, routed));

        awaitTrace(story.caseId(), trace -> trace.getState().equals("routed"));
        var letters = Objects.requireNonNull(await().atMost(Duration.ofSeconds(20))
                .until(() -> records(Topics.deadLetters(topic)), all -> all.size() > before));
        var letter = letters.getLast();
        assertThat(letters).hasSize(before + 1);
        assertThat(letter.key()).isEqualTo(story.caseId());
        assertThat(letter.value()).isEqualTo(poison);
        assertThat(new String(letter.headers().lastHeader(DeadLetters.REASON).value(), StandardCharsets.UTF_8))
                .isNotBlank();
    }
}
