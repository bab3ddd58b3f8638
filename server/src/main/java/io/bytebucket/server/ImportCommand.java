package io.bytebucket.server;

import io.bytebucket.server.remote.ImportS3Command;
import picocli.CommandLine;

/** Moving in. */
@CommandLine.Command(
    name = "import",
    description = "Bring in what was kept elsewhere.",
    subcommands = {
      ImportOriginalCommand.class,
      ImportMinioCommand.class,
      ImportS3Command.class,
      ImportFilesCommand.class,
      ImportCheckCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class ImportCommand {
  private ImportCommand() {}
}
