package io.bytebucket.server;

import picocli.CommandLine;

/** The command line of ByteBucket. */
@CommandLine.Command(
    name = "bytebucket",
    description = "Self-hosted object storage that speaks S3.",
    subcommands = {
      ServerCommand.class,
      ConfigCommand.class,
      CheckCommand.class,
      CredentialsCommand.class,
      HealthcheckCommand.class,
      VersionCommand.class,
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
          default -> new CommandLine(new Main()).execute(arguments);
        });
  }
}
