package io.bytebucket.server.remote;

import io.bytebucket.server.client.ClientException;
import io.bytebucket.transfer.remote.RemoteEndpoint;
import io.bytebucket.transfer.remote.RemoteEndpoint.Access;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** Who signs at the other endpoint, and how it is reached. */
final class OtherEnd {
  private static final String KEY = "REMOTE_ACCESS_KEY_ID";
  private static final String SECRET = "REMOTE_SECRET_ACCESS_KEY";
  private static final String TOKEN = "REMOTE_SESSION_TOKEN";
  private static final long FILE_LIMIT_BYTES = 64 << 10;

  @CommandLine.Option(
      names = "--access-key",
      paramLabel = "ID",
      description = "Who signs at the other endpoint; else REMOTE_ACCESS_KEY_ID.")
  private Optional<String> accessKey = Optional.empty();

  @CommandLine.Option(
      names = "--secret-key-file",
      paramLabel = "FILE",
      description =
          "A file with the secret of that key in its first line; else REMOTE_SECRET_ACCESS_KEY. It"
              + " is never on the command line, where others could see it.")
  private Optional<Path> secretFile = Optional.empty();

  @CommandLine.Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "A profile of ~/.aws, in place of a key.")
  private Optional<String> profile = Optional.empty();

  @CommandLine.Option(names = "--anonymous", description = "Sign nothing at the other endpoint.")
  private boolean isAnonymous;

  @CommandLine.Option(
      names = "--region",
      paramLabel = "NAME",
      defaultValue = "us-east-1",
      description = "What signatures for the other endpoint name; us-east-1 if nothing is said.")
  private String region = "us-east-1";

  @CommandLine.Option(
      names = "--virtual-host",
      description = "The other endpoint has the bucket in the host's name, as AWS does.")
  private boolean isVirtualHost;

  @CommandLine.Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Certificates in PEM to believe of the other endpoint, in place of Java's.")
  private Optional<Path> authorities = Optional.empty();

  @CommandLine.Option(
      names = "--insecure",
      description = "Believe any certificate of the other endpoint. For tests.")
  private boolean isInsecure;

  /**
   * The endpoint at that address.
   *
   * @throws ClientException when it is not said who signs, or not clearly
   */
  RemoteEndpoint at(URI url, Map<String, String> environment) {
    requireEndpoint(url);
    return new RemoteEndpoint(
        url, access(environment), region, !isVirtualHost, authorities, isInsecure);
  }

  /**
   * Requires that this is the address of an endpoint.
   *
   * @throws ClientException when it is not
   */
  static void requireEndpoint(URI url) {
    if (url.getRawUserInfo() != null) {
      // Not shown again: whoever put it there took it for a place of a secret.
      throw new ClientException(
          "the address of an S3 endpoint has no user and no password in it; see --help for where"
              + " they go");
    }
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new ClientException(
          "'" + url + "' is no address of an S3 endpoint, such as https://s3.example.com");
    }
  }

  private Access access(Map<String, String> environment) {
    String id = accessKey.orElse(environment.getOrDefault(KEY, ""));
    if (isAnonymous || profile.isPresent()) {
      if (isAnonymous == profile.isPresent() || accessKey.isPresent() || secretFile.isPresent()) {
        throw new ClientException("say one of --access-key, --profile and --anonymous");
      }
      return profile.<Access>map(Access.Profile::new).orElseGet(Access.Nobody::new);
    }
    String secret =
        secretFile.map(OtherEnd::firstLine).orElse(environment.getOrDefault(SECRET, ""));
    if (id.isEmpty() || secret.isEmpty()) {
      throw new ClientException(
          "set "
              + KEY
              + " and "
              + SECRET
              + " for the other endpoint, or say --access-key with --secret-key-file, --profile or"
              + " --anonymous");
    }
    return new Access.Key(
        id, secret, Optional.ofNullable(environment.get(TOKEN)).filter(text -> !text.isEmpty()));
  }

  private static String firstLine(Path file) {
    try {
      if (Files.size(file) > FILE_LIMIT_BYTES) {
        throw new ClientException(file + " is too large for a file with a secret");
      }
      return Files.readString(file).lines().findFirst().orElse("").strip();
    } catch (IOException e) {
      throw new ClientException(file + " cannot be read: " + e.getMessage());
    }
  }
}
