package io.bytebucket.server.process;

import java.nio.file.Path;

/**
 * What a server process is started with. Immutable.
 *
 * @param dataDirectory where it keeps everything
 * @param isTrial whether it makes its own credentials, or is given some
 */
public record ServerSettings(Path dataDirectory, boolean isTrial) {
  /** A server on that directory with credentials that are given. */
  public static ServerSettings on(Path dataDirectory) {
    return new ServerSettings(dataDirectory, false);
  }

  /** A server on that directory as {@code make run} starts it. */
  public static ServerSettings trialOn(Path dataDirectory) {
    return new ServerSettings(dataDirectory, true);
  }
}
