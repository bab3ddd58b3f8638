package io.bytebucket.server;

import io.bytebucket.server.backup.command.BackupCommand;
import io.bytebucket.server.backup.command.RestoreCommand;
import io.bytebucket.server.client.AdminCommand;
import io.bytebucket.server.client.SelftestCommand;
import io.bytebucket.server.manual.ManualCommand;
import io.bytebucket.server.rebuild.RebuildCommand;
import picocli.CommandLine;

/** The command line of ByteBucket. */
@CommandLine.Command(
    name = "bytebucket",
    description = "Self-hosted object storage that speaks S3.",
    subcommands = {
      ServerCommand.class,
      ConfigCommand.class,
      CheckCommand.class,
      RebuildCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      LocalUsersCommand.class,
      EncryptionKeysCommand.class,
      ImportCommand.class,
      ExportCommand.class,
      AdminCommand.class,
      HealthcheckCommand.class,
      SelftestCommand.class,
      VersionCommand.class,
      ManualCommand.class,
      CommandLine.HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    // The options for help and version are every command's.
    scope = CommandLine.ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "'bytebucket COMMAND --help' says more about each command."},
    versionProvider = VersionCommand.Provider.class)
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name. */
  public static void main(String[] arguments) {
    System.exit(
        switch (String.join(" ", arguments)) {
          // Setting up the parser is a good part of a start, and these have nothing to parse.
          case "server" -> new ServerCommand().call();
          case "healthcheck" -> new HealthcheckCommand().call();
          default -> new CommandLine(new Main()).execute(inFull(arguments));
        });
  }

  /** What is asked for most has a short name. */
  private static String[] inFull(String[] arguments) {
    if (arguments.length == 0 || !arguments[0].equals("why")) {
      return arguments;
    }
    String[] all = new String[arguments.length + 1];
    all[0] = "admin";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return all;
  }
}
