package io.countersign.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PythonChecksTest {

    @Test
    void theCheckOfAReplayLetsNothingPassThatItShouldSee() throws Exception {
        Python.Result result = Python.run("test_check_replay.py", List.of());

        assertThat(result.code()).as(result.said()).isZero();
    }
}
