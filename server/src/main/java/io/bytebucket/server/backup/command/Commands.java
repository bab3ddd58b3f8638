package io.bytebucket.server.backup.command;

import io.bytebucket.server.progress.Outlet;
import java.io.Console;
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
  @SuppressWarnings("SystemConsoleNull") // it may still be, where the module is not there
  static Outlet outlet(PrintWriter errors) {
    Console console = System.console();
    return Outlet.of(errors, console != null && console.isTerminal(), Clock.systemUTC());
  }

  /** The version of the program. */
  static String version(CommandLine.Model.@Nullable CommandSpec spec) {
    return String.join(" ", require(spec).root().version());
  }
}
