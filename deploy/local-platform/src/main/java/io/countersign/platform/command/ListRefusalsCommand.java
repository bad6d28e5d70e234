package io.countersign.platform.command;

import picocli.CommandLine.Command;

/** Lists refusals. */
@Command(name = "list", description = "Lists refusals, newest first.")
final class ListRefusalsCommand extends RefusalListing {}
