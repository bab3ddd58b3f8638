package io.bytebucket.server;

import picocli.CommandLine;

/** The command line of ByteBucket. */
@CommandLine.Command(
    name = "bytebucket",
    description = "Self-hosted object storage that speaks S3.",
    subcommands = {
      ServerCommand.class,
      ConfigCommand.class,
      HealthcheckCommand.class,
      VersionCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionCommand.Provider.class)
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
