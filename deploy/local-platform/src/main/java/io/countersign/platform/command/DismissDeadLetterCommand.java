package io.countersign.platform.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts one dead letter aside. */
@Command(name = "dismiss", description = "Puts one dead letter aside for good; it stays on record.")
final class DismissDeadLetterCommand implements Callable<Integer> {

    @Mixin
    private final DeadLetterAccess access = new DeadLetterAccess();

    @Parameters(paramLabel = "ID", description = "As 'dead-letters list' prints it.")
    private String id = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
    private String note = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        access.api().dismiss(id, note);
        System.out.println("Put " + id + " aside.");
        return 0;
    }
}
