package io.bytebucket.server.remote;

import io.bytebucket.server.client.ClientCredentials;
import io.bytebucket.transfer.remote.RemoteEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** The running server that is moved into or out of. */
final class ThisEnd {
  private static final String DEFAULT_URL = "http://127.0.0.1:9000";

  @CommandLine.Option(
      names = "--url",
      defaultValue = "${env:S3_URL:-" + DEFAULT_URL + "}",
      description = "Where this server speaks S3; else S3_URL, else " + DEFAULT_URL + ".")
  private URI url = URI.create(DEFAULT_URL);

  @CommandLine.Option(
      names = "--credentials",
      paramLabel = "FILE",
      description =
          "A file with lines ACCESS_KEY_ID=... and SECRET_ACCESS_KEY=... for this server; else"
              + " these of the environment.")
  private Optional<Path> credentials = Optional.empty();

  @CommandLine.Option(
      names = "--url-ca",
      paramLabel = "FILE",
      description = "Certificates in PEM to believe of this server, in place of Java's.")
  private Optional<Path> authorities = Optional.empty();

  /**
   * This server.
   *
   * @throws io.bytebucket.server.client.ClientException when it is not said who signs
   */
  RemoteEndpoint endpoint(Map<String, String> environment) {
    OtherEnd.requireEndpoint(url);
    ClientCredentials who = ClientCredentials.of(credentials, environment);
    return new RemoteEndpoint(
        url,
        new RemoteEndpoint.Access.Key(who.accessKeyId(), who.secretAccessKey(), Optional.empty()),
        "us-east-1",
        true,
        authorities,
        false);
  }
}
