package io.countersign.platform.command;

import picocli.CommandLine.Command;

/** What no service could process: looked through, mended, replayed. Lists, where nothing else is asked for. */
@Command(
        name = "dead-letters",
        description = "Lists, shows, mends and replays records that a service could not process.",
        synopsisSubcommandLabel = "[list | show | replay | dismiss]",
        subcommands = {
            ListDeadLettersCommand.class,
            ShowSetAsideCommand.class,
            ReplaySetAsideCommand.class,
            DismissSetAsideCommand.class
        })
final class DeadLettersCommand extends DeadLetterListing {}
