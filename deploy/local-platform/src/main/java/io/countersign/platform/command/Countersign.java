package io.countersign.platform.command;

import io.countersign.platform.part.StartFailed;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The commands that run the platform; the launcher script adds those of other modules. */
@Command(
        name = "countersign",
        description = "Runs Countersign on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        version = "countersign 0.1.0-SNAPSHOT",
        scope = ScopeType.INHERIT,
        sortOptions = false,
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            TokenCommand.class,
            TailCommand.class,
            DeadLettersCommand.class,
            RefusalsCommand.class,
            ComposeCommand.class,
            PrepareCommand.class
        })
public final class Countersign {

    /** Runs a command line; 0 is success, 1 a failure, 2 a wrong command line. */
    public static int run(String... args) {
        CommandLine commands = new CommandLine(new Countersign()).setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler((failure, command, _) -> explain(failure, command));
        if (args.length == 0) {
            commands.usage(System.err);
            return 2;
        }
        return commands.execute(args);
    }

    /** Expected failures have a message for people; anything else is a defect and shows where it came from. */
    private static int explain(Exception failure, CommandLine command) {
        if (failure instanceof StartFailed
                || failure instanceof IOException
                || failure instanceof IllegalArgumentException) {
            command.getErr().println("countersign: " + failure.getMessage());
        } else {
            failure.printStackTrace(command.getErr());
        }
        command.getErr().flush();
        return 1;
    }
}
