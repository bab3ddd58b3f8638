package io.bytebucket.server.backup.command;

import io.bytebucket.server.progress.Outlet;
import io.bytebucket.server.progress.Terminal;
import java.io.PrintWriter;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** What commands ask of the command line that they stand in. */
final class Commands {
  private Commands() {}

  static CommandLine.Model.CommandSpec require(CommandLine.Model.@Nullable CommandSpec spec) {
    if (spec == null) {
      throw new IllegalStateException("the command line was not read");
    }
    return spec;
  }

  /** Where it is shown how far a command is: to a person, or to a program. */
  static Outlet outlet(PrintWriter errors) {
    return Outlet.of(errors, Terminal.isWatched(), Clock.systemUTC());
  }

  /** The version of the program. */
  static String version(CommandLine.Model.@Nullable CommandSpec spec) {
    return String.join(" ", require(spec).root().version());
  }
}
