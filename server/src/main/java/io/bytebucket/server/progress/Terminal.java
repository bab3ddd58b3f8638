package io.bytebucket.server.progress;

import java.io.Console;
import java.util.Optional;

/** Whether a person looks. */
public final class Terminal {
  private Terminal() {}

  /** Whether standard input and output are a terminal; where nobody types, nobody looks. */
  public static boolean isWatched() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
  }
}
