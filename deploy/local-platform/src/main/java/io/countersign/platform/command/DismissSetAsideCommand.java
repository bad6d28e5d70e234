package io.countersign.platform.command;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Puts one dead letter or refusal aside. */
@Command(name = "dismiss", description = "Puts one aside for good; it stays on record.")
final class DismissSetAsideCommand implements Callable<Integer> {

    @ParentCommand
    private SetAsideListing parent = new ListDeadLettersCommand();

    @Mixin
    private final SetAsideAccess access = new SetAsideAccess();

    @Parameters(paramLabel = "ID", description = "As 'list' prints it.")
    private String id = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Why.")
    private String note = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        access.api(parent.kind()).dismiss(id, note);
        System.out.println("Put " + id + " aside.");
        return 0;
    }
}
