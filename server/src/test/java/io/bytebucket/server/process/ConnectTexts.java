package io.bytebucket.server.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the console writes out for one client, in a home of its own with a small file to send. For
 * one thread.
 *
 * @param endpoint the server that it is written for
 * @param bucket the bucket, which is made here
 * @param home where files go, and where commands run
 */
record ConnectTexts(Endpoint endpoint, String bucket, Path home) {
  /** What is in the file that all of them send. */
  static final String HELLO = "hello\n";

  private static final String SUFFIX = ".txt";

  /** Makes the bucket and the home. */
  static ConnectTexts of(Servers servers, Endpoint endpoint, String bucket) throws IOException {
    Path home = Files.createDirectories(servers.directory().resolve("connect-" + bucket));
    Files.writeString(home.resolve("hello.txt"), HELLO);
    try (S3Connection connection = new S3Connection(endpoint)) {
      connection.createBucket(bucket);
    }
    return new ConnectTexts(endpoint, bucket, home);
  }

  private static Path folder() {
    return Path.of(System.getProperty("bytebucket.root"), "ui/src/features/connect/texts");
  }

  /** The names of all texts there are. */
  static Set<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      return files
          .map(file -> file.getFileName().toString().replace(SUFFIX, ""))
          .collect(Collectors.toSet());
    }
  }

  /** A text, filled in as the page does it. */
  String text(String name) throws IOException {
    return Files.readString(folder().resolve(name + SUFFIX))
        .replace("{{endpoint}}", endpoint.url())
        .replace("{{host}}", endpoint.host())
        .replace("{{isSecure}}", "false")
        .replace("{{region}}", "us-east-1")
        .replace("{{accessKey}}", endpoint.accessKeyId())
        .replace("{{secretKey}}", endpoint.secretAccessKey())
        .replace("{{bucket}}", bucket);
  }

  /** Writes a text to where the page says that it goes. */
  Path write(String name, String file) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, text(name));
  }

  /** Runs a program there, and returns what it wrote. */
  String run(Map<String, String> environment, String... words) {
    return Command.of(
            Stream.concat(Stream.of("env", "-C", home.toString()), Stream.of(words))
                .toArray(String[]::new))
        .with(Map.of("HOME", home.toString(), "AWS_EC2_METADATA_DISABLED", "true"))
        .with(environment)
        .succeed();
  }

  /** Runs the commands of a text. */
  String shell(String name) throws IOException {
    return shell(name, Map.of());
  }

  /** The same with variables. */
  String shell(String name, Map<String, String> environment) throws IOException {
    return run(environment, "sh", "-eu", "-c", text(name));
  }

  /** What arrived in the bucket. */
  String arrived() throws IOException {
    try (S3Connection connection = new S3Connection(endpoint)) {
      return connection.get(bucket, "hello.txt").text();
    }
  }
}
