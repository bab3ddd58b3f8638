package io.bytebucket.server;

import picocli.CommandLine;

/** Moving in. */
@CommandLine.Command(
    name = "import",
    description = "Bring in what was kept elsewhere.",
    subcommands = {ImportOriginalCommand.class, ImportMinioCommand.class})
final class ImportCommand {
  private ImportCommand() {}
}
