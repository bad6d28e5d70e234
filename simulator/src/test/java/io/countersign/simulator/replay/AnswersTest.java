package io.countersign.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.countersign.casefiles.HumanLabel;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswersTest {

    @Test
    void people_answer_in_the_order_they_did_and_then_the_truth() {
        Answers answers = new Answers(0, 1);
        answers.truth("c", "true");
        answers.person(new HumanLabel("c", "p1", "first"));
        answers.person(new HumanLabel("c", "p2", "second"));

        assertThat(answers.forTask("t1", "c")).isEqualTo("first");
        assertThat(answers.forTask("t2", "c")).isEqualTo("second");
        assertThat(answers.forTask("t3", "c")).isEqualTo("true");
    }

    @Test
    void a_task_that_is_asked_again_gets_the_same_answer() {
        Answers answers = new Answers(0, 1);
        answers.person(new HumanLabel("c", "p1", "first"));
        answers.person(new HumanLabel("c", "p2", "second"));

        assertThat(answers.forTask("t1", "c")).isEqualTo(answers.forTask("t1", "c"));
    }

    @Test
    void nobody_knows_what_has_neither_label_nor_truth() {
        assertThat(new Answers(0, 1).forTask("t", "c")).isNull();
    }

    @Test
    void about_the_asked_share_is_flipped() {
        Answers answers = new Answers(0.2, 7);
        IntStream.range(0, 2_000).forEach(i -> answers.truth("c" + i, i % 2 == 0 ? "yes" : "no"));

        long flipped = IntStream.range(0, 2_000)
                .filter(i -> !(i % 2 == 0 ? "yes" : "no").equals(answers.forTask("t" + i, "c" + i)))
                .count();

        assertThat(flipped).isBetween(340L, 460L);
    }

    @Test
    void ids_that_differ_in_one_character_are_not_all_flipped_or_all_left() {
        Answers answers = new Answers(0.2, 1);
        IntStream.range(10, 90).forEach(i -> answers.truth("c" + i, i % 2 == 0 ? "yes" : "no"));

        long flipped = IntStream.range(10, 90)
                .filter(i -> !(i % 2 == 0 ? "yes" : "no").equals(answers.forTask("t" + i, "c" + i)))
                .count();

        assertThat(flipped).isBetween(6L, 27L);
    }
}
