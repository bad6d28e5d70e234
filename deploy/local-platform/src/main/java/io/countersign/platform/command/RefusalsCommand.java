package io.countersign.platform.command;

import picocli.CommandLine.Command;

/** What was turned away at the door: looked through, mended, replayed. Lists, where nothing else is asked for. */
@Command(
        name = "refusals",
        description = "Lists, shows, mends and replays predictions and outcomes that were turned away.",
        synopsisSubcommandLabel = "[list | show | replay | dismiss]",
        subcommands = {
            ListRefusalsCommand.class,
            ShowSetAsideCommand.class,
            ReplaySetAsideCommand.class,
            DismissSetAsideCommand.class
        })
final class RefusalsCommand extends RefusalListing {}
