package io.bytebucket.server;

import java.util.Arrays;
import picocli.CommandLine;

/** The command line of ByteBucket. */
@CommandLine.Command(
    name = "bytebucket",
    description = "Self-hosted object storage that speaks S3.",
    subcommands = {
      ServerCommand.class,
      ConfigCommand.class,
      CredentialsCommand.class,
      HealthcheckCommand.class,
      VersionCommand.class
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
    // Setting up the parser is a good part of a start, and this has nothing to parse.
    boolean isPlainServer = Arrays.equals(arguments, new String[] {"server"});
    System.exit(
        isPlainServer
            ? new ServerCommand().call()
            : new CommandLine(new Main()).execute(arguments));
  }
}
