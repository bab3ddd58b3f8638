package io.bytebucket.server.client;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;

/** What may be said of an access key that is made. */
final class KeyOptions {
  @CommandLine.Option(names = "--key-id", paramLabel = "ID", description = "The id of the new key.")
  private Optional<String> keyId = Optional.empty();

  @CommandLine.Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "A file with the secret to take, instead of a random one.")
  private Optional<Path> secret = Optional.empty();

  @CommandLine.Option(
      names = "--expires",
      paramLabel = "TIME",
      description = "When the key ends, for example 2030-01-31T12:00:00Z.")
  private Optional<String> expires = Optional.empty();

  /** The document with all of it. */
  Documents in(Documents document) {
    return document
        .with("accessKeyID", keyId)
        .with("secretAccessKey", secret.map(KeyOptions::secretOf))
        .with("expiresAt", expires);
  }

  /** The first line of a file. */
  private static String secretOf(Path file) {
    return Documents.readText(file).lines().findFirst().orElse("");
  }
}
