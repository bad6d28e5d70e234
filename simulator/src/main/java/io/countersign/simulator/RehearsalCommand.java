package io.countersign.simulator;

import io.countersign.simulator.demo.Rehearsal;
import io.countersign.simulator.report.ReplayReport;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What {@code countersign prepare} plays to a platform of its own, so that the JVMs learn what their work is. */
@Command(name = "countersign rehearsal", hidden = true, mixinStandardHelpOptions = true)
public final class RehearsalCommand implements Callable<Integer> {

    @Option(names = "--cases", paramLabel = "N", required = true, description = "how many synthetic cases")
    private int cases;

    @Mixin
    private final TargetOptions target = new TargetOptions();

    /** Runs the command and exits with its code: 0 done, 1 not everything settled. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RehearsalCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        ReplayReport report = new Rehearsal(target.target(), System.out).play(cases);
        return report.integrity().lost() == 0 ? 0 : 1;
    }
}
