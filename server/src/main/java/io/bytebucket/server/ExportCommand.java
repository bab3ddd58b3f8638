package io.bytebucket.server;

import io.bytebucket.server.remote.ExportS3Command;
import picocli.CommandLine;

/** Moving out. */
@CommandLine.Command(
    name = "export",
    description = "Move out what this store holds.",
    subcommands = {ExportS3Command.class})
final class ExportCommand {
  private ExportCommand() {}
}
