package io.bytebucket.server.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** Where the admin API of a running server is, and who asks: options of commands that need one. */
public final class ServerOptions {
  private static final String LOCAL = "127.0.0.1";
  private static final String DEFAULT_PORT = "9001";

  @CommandLine.Option(
      names = "--url",
      description =
          "Where the admin API is; else ADMIN_URL, else the port of ADMIN_LISTEN on this machine,"
              + " else http://127.0.0.1:9001.")
  private Optional<URI> url = Optional.empty();

  @CommandLine.Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "As of 'bytebucket admin'; else the environment.")
  private Optional<Path> credentials = Optional.empty();

  @CommandLine.Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "As of 'bytebucket admin'; else ADMIN_CA_FILE.")
  private Optional<Path> authorities = Optional.empty();

  /**
   * Checkpoints of that server.
   *
   * @throws ClientException when there are no credentials
   */
  public CheckpointClient checkpoints(Map<String, String> environment) {
    Optional<Path> believed =
        authorities.or(() ->
            Optional.ofNullable(environment.get("ADMIN_CA_FILE"))
                .filter(file -> !file.isEmpty())
                .map(Path::of));
    URI where = url.orElseGet(() -> where(environment));
    return new CheckpointClient(
        where,
        new AdminConnection(
            where, ClientCredentials.of(credentials, environment), Optional.empty(), believed));
  }

  /** A server in the same environment listens where that says, on this machine, too. */
  private static URI where(Map<String, String> environment) {
    String given = environment.getOrDefault("ADMIN_URL", "");
    if (!given.isEmpty()) {
      return URI.create(given);
    }
    String listen = environment.getOrDefault("ADMIN_LISTEN", "");
    String port = listen.substring(listen.lastIndexOf(':') + 1);
    boolean isPlain = environment.getOrDefault("ADMIN_TLS", "off").equalsIgnoreCase("off");
    return URI.create(
        (isPlain ? "http://" : "https://") + LOCAL + ":" + (port.isEmpty() ? DEFAULT_PORT : port));
  }
}
