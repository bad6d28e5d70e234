package io.countersign.platform.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountersignTest {

    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "token", "tail"})
    void everyCommandExplainsItself(String command) {
        assertThat(Countersign.run(command, "--help")).isZero();
    }

    @Test
    void aWrongCommandLineIsTwo() {
        assertThat(Countersign.run("upp")).isEqualTo(2);
        assertThat(Countersign.run("up", "--nonsense")).isEqualTo(2);
        assertThat(Countersign.run()).isEqualTo(2);
        assertThat(Countersign.run("tail")).as("no topic").isEqualTo(2);
        assertThat(Countersign.run("tail", "topic", "--list")).isEqualTo(2);
    }

    @Test
    void aChoiceThatCannotBeIsRefusedBeforeAnythingStarts() {
        String folder = home.toString();

        assertThat(Countersign.run("up", "--home", folder, "--instances", "nobody=2"))
                .isEqualTo(1);
        assertThat(Countersign.run("up", "--home", folder, "--instances", "routing=13"))
                .isEqualTo(1);
        assertThat(Countersign.run("up", "--home", folder, "--memory", "much")).isEqualTo(1);
        assertThat(Countersign.run("up", "--home", folder, "--port", "nobody=1"))
                .isEqualTo(1);
        assertThat(home.resolve("run")).doesNotExist();
    }

    @Test
    void aTokenNeedsAHomeThatWasStarted() {
        assertThat(Countersign.run("token", "ana", "--home", home.toString())).isEqualTo(1);
    }

    @Test
    void whatRunsInContainersIsDescribedLikeAHome() {
        assertThat(Countersign.run("compose-home", "--home", home.toString())).isZero();

        assertThat(home.resolve("platform.json")).content().contains("\"kafka\" : \"127.0.0.1:19092\"");
        assertThat(home.resolve("issuer/credentials.json")).content().contains("reviewer-64", "simulator");
    }
}
