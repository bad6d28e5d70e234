package io.countersign.platform.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

    @TempDir
    private Path programs;

    private final Notices notices = new Notices();
    private ClassCache review;
    private ClassCache broker;

    @BeforeEach
    void unpackTwoPrograms() throws IOException {
        review = new ClassCache(Files.createDirectory(programs.resolve("review-service-1")));
        broker = new ClassCache(Files.createDirectory(programs.resolve("kafka-1")));
    }

    @Test
    void what_was_recorded_stands_beside_the_programs() throws IOException {
        prepare(new Played(List.of("review", "kafka")));

        assertThat(review.file()).hasContent("recorded by review");
        assertThat(broker.file()).hasContent("recorded by kafka");
        assertThat(programs.resolve("stage")).doesNotExist();
        assertThat(notices.told).isEmpty();
    }

    @Test
    void nothing_is_rehearsed_when_every_cache_is_there() throws IOException {
        Files.writeString(review.file(), "of before");
        Files.writeString(broker.file(), "of before");

        prepare(new Failed("nobody should have rehearsed"));

        assertThat(notices.told).isEmpty();
        assertThat(review.file()).hasContent("of before");
    }

    @Test
    void only_what_is_missing_is_replaced() throws IOException {
        Files.writeString(broker.file(), "of before");

        prepare(new Played(List.of("review")));

        assertThat(review.file()).hasContent("recorded by review");
        assertThat(broker.file()).hasContent("of before");
    }

    @Test
    void a_rehearsal_that_fails_leaves_no_cache_and_says_so() throws IOException {
        prepare(new Failed("the stream stalled"));

        assertThat(review.exists()).isFalse();
        assertThat(broker.exists()).isFalse();
        assertThat(programs.resolve("stage")).doesNotExist();
        assertThat(notices.told).singleElement().asString().contains("will start slowly", "the stream stalled");
    }

    @Test
    void when_one_recording_is_missing_none_is_kept() throws IOException {
        prepare(new Played(List.of("kafka")));

        assertThat(broker.exists()).isFalse();
        assertThat(notices.told).singleElement().asString().contains("review left no whole recording");
    }

    @Test
    void a_recording_whose_draft_is_still_there_is_not_whole() throws IOException {
        Played played = new Played(List.of("review", "kafka", "kafka.aot.config"));

        prepare(played);

        assertThat(broker.exists()).isFalse();
        assertThat(notices.told).singleElement().asString().contains("kafka left no whole recording");
    }

    private void prepare(Preparation.Rehearsal rehearsal) throws IOException {
        new Preparation(programs, Map.of("review", review, "kafka", broker), rehearsal, notices).run();
    }

    /** A rehearsal after which these processes, or these drafts of processes, have left a file. */
    private final class Played implements Preparation.Rehearsal {

        private final List<String> recorded;

        Played(List<String> recorded) {
            this.recorded = recorded;
        }

        @Override
        public Recordings record() throws IOException {
            Path stage = Files.createDirectory(programs.resolve("stage"));
            for (String process : recorded) {
                String file = process.endsWith(".config") ? process : process + ".aot";
                Files.writeString(stage.resolve(file), "recorded by " + process);
            }
            return new Recordings(stage);
        }

        @Override
        public void clear() throws IOException {
            ProgramFiles.deleteTree(programs.resolve("stage"));
        }
    }

    /** A rehearsal that had recorded something before it failed. */
    private final class Failed implements Preparation.Rehearsal {

        private final String reason;

        Failed(String reason) {
            this.reason = reason;
        }

        @Override
        public Recordings record() throws IOException {
            new Played(List.of("review", "kafka")).record();
            throw new IOException(reason);
        }

        @Override
        public void clear() throws IOException {
            ProgramFiles.deleteTree(programs.resolve("stage"));
        }
    }

    private static final class Notices extends Quiet {

        private final List<String> told = new ArrayList<>();

        @Override
        public void notice(String text) {
            told.add(text);
        }
    }
}
