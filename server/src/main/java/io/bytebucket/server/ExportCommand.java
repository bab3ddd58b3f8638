package io.bytebucket.server;

import io.bytebucket.server.remote.ExportS3Command;
import picocli.CommandLine;

/** Moving out. */
@CommandLine.Command(
    name = "export",
    description = "Move out what this store holds.",
    subcommands = {ExportFilesCommand.class, ExportS3Command.class},
    synopsisSubcommandLabel = "COMMAND")
final class ExportCommand {
  private ExportCommand() {}
}
