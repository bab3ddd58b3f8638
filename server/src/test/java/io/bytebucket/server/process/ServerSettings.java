package io.bytebucket.server.process;

import java.nio.file.Path;
import java.util.Map;

/**
 * What a server process is started with. Immutable.
 *
 * @param dataDirectory where it keeps everything
 * @param isTrial whether it makes its own credentials, or is given some
 * @param variables further settings
 */
public record ServerSettings(Path dataDirectory, boolean isTrial, Map<String, String> variables) {
  public ServerSettings {
    variables = Map.copyOf(variables);
  }

  /** A server on that directory with credentials that are given. */
  public static ServerSettings on(Path dataDirectory) {
    return new ServerSettings(dataDirectory, false, Map.of());
  }

  /** A server on that directory as {@code make run} starts it. */
  public static ServerSettings trialOn(Path dataDirectory) {
    return new ServerSettings(dataDirectory, true, Map.of());
  }

  /** The same with further settings. */
  public ServerSettings with(Map<String, String> further) {
    return new ServerSettings(dataDirectory, isTrial, further);
  }

  /** Whether S3 is served over TLS. */
  boolean isSecure() {
    return variables.containsKey("TLS_CERTIFICATE_FILE");
  }
}
