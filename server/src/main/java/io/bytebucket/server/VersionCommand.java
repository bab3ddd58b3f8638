package io.bytebucket.server;

import java.util.Optional;
import picocli.CommandLine;

/** Says which version this is. */
@CommandLine.Command(name = "version", description = "Print the version.")
final class VersionCommand implements Runnable {
  @Override
  public void run() {
    System.out.println(version());
  }

  /** The version in the manifest of the jar, or a word for code that runs without one. */
  static String version() {
    return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
        .orElse("development");
  }

  /** Gives the version to {@code --version}. */
  static final class Provider implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"ByteBucket " + version()};
    }
  }
}
