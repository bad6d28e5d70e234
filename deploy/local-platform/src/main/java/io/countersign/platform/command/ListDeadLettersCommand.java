package io.countersign.platform.command;

import picocli.CommandLine.Command;

/** Lists dead letters. */
@Command(name = "list", description = "Lists dead letters, newest first.")
final class ListDeadLettersCommand extends DeadLetterListing {}
