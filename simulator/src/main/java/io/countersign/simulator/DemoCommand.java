package io.countersign.simulator;

import io.countersign.simulator.demo.DemoStory;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code countersign demo}: a synthetic stream through a system that the launcher has started. */
@Command(
        name = "countersign demo",
        description = "A synthetic stream through the running system: a model that is overconfident in one slice, drift"
                + " after three minutes, reviewers with skill and pace, late outcomes.",
        sortOptions = false,
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--rate", paramLabel = "N", description = "cases a second (default: ${DEFAULT-VALUE})")
    private double rate = 4;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            description = "stop after so long (default: when interrupted)")
    private long seconds = Long.MAX_VALUE;

    @Option(names = "--seed", paramLabel = "N", description = "of every draw (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "first of a block of 250 ports for everything, as of countersign up")
    private @Nullable Integer portBase;

    @Option(names = "--check", hidden = true, description = "only say whether the options are right")
    private boolean checkOnly;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    /** Runs the command and exits with its code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DemoCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (checkOnly) {
            return 0;
        }
        Duration duration =
                seconds > Duration.ofDays(365).toSeconds() ? Duration.ofDays(365) : Duration.ofSeconds(seconds);
        new DemoStory(target.target(), target.home(), System.out).tell(rate, seed, duration);
        return 0;
    }
}
