package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The examples that users of the original follow, run as they are written there ({@code
 * src/test/examples}): with a real port and real credentials in the place of those in the text, and
 * a bucket's name that S3 allows in the place of {@code b}.
 */
@ProcessTest
final class SeedExamplesTest {
  private static final Path SOURCES = Path.of(System.getProperty("bytebucket.root"), "server/src");
  private static final GeneratedBytes BIG = new GeneratedBytes(9, 20L << 20);

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;
  private Path directory;

  @BeforeEach
  void startServer() throws IOException {
    endpoint = servers.start().endpoint();
    directory = Files.createTempDirectory(servers.directory(), "example-");
  }

  @Test
  void curlOfThisSystemMakesABucketAndMovesAnObject() throws IOException {
    Requirement.client("curl", "--version");
    Path script = example("curl.sh", "");
    assertThat(in(directory, "sh", "-eu", script.toString()).succeed()).isEqualTo("hello");
  }

  @Test
  void curlOfTodayMakesABucketAndMovesAnObject() throws IOException {
    Requirement.pythonModule("pycurl");
    Path python = SOURCES.resolve("test/scripts/current_curl.py");
    String version = Command.of("python3", python.toString(), "--version").succeed().strip();
    System.out.println("Client: " + version);
    Requirement.require(
        version.matches("(?s).* libcurl/([89]|\\d\\d).*"), "PycURL comes with an old libcurl");
    Path curl = Files.createDirectory(directory.resolve("bin")).resolve("curl");
    Files.writeString(curl, "#!/bin/sh\nexec python3 '" + python + "' \"$@\"\n");
    Files.setPosixFilePermissions(curl, PosixFilePermissions.fromString("rwx------"));
    Map<String, String> first = Map.of("PATH", curl.getParent() + ":" + System.getenv("PATH"));
    Path script = example("curl.sh", "");
    assertThat(in(directory, "sh", "-eu", script.toString()).with(first).succeed())
        .isEqualTo("hello");
  }

  @Test
  void curlDoesTheSameAtTheAdminPort() throws IOException {
    Requirement.client("curl", "--version");
    Path script = example("admin-objects.sh", READ_AT_BOTH_PORTS);
    assertThat(in(directory, "sh", "-eu", script.toString()).succeed())
        .isEqualTo("{\"location\":\"/my-bucket\"}hello ell {\"tagSet\":[]}");
    try (S3Connection connection = new S3Connection(endpoint)) {
      assertThat(connection.get("my-bucket", "hello.txt").text()).isEqualTo("hello");
    }
  }

  /** What a reader does next, by the rest of the text: reads it, a range of it, and its tags. */
  private static final String READ_AT_BOTH_PORTS =
      """
      ask() {
        curl "$@" -H "X-Admin-AccessKey: $ADMIN_AK" -H "X-Admin-Secret: $ADMIN_SK"
      }
      ask http://localhost:9001/api/s3/my-bucket/hello.txt && echo -n ' '
      ask -r 1-3 http://localhost:9001/api/s3/my-bucket/hello.txt && echo -n ' '
      ask 'http://localhost:9001/api/s3/my-bucket/hello.txt?tagging'
      """;

  @Test
  void boto3UploadsALargeFileInParts() throws IOException {
    Requirement.pythonModule("boto3");
    makeBucketAndBigFile();
    Path script = example("upload.py", "");
    in(directory, "python3", script.toString()).with(withoutProfiles()).succeed();
    requireBigObjectOfParts();
  }

  @Test
  void awsUploadsALargeFileInParts() throws IOException {
    Requirement.client("aws", "--version");
    makeBucketAndBigFile();
    Path script = example("aws.sh", "");
    in(directory, "sh", "-eu", script.toString())
        .with(withoutProfiles())
        .with(
            Map.of(
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", endpoint.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", endpoint.secretAccessKey()))
        .succeed();
    requireBigObjectOfParts();
  }

  @Test
  void javaScriptStoresAnObjectAndSignsItsAddress() throws IOException {
    assertThat(javaScript(example("javascript.mjs", READ_SIGNED_ADDRESS)))
        .startsWith("http://localhost:" + endpoint.port() + "/photos/k.txt?")
        .endsWith(" hi");
  }

  @Test
  void javaScriptDoesTheSameWithTheBucketInTheHostName() throws IOException {
    Path script = example("javascript.mjs", READ_SIGNED_ADDRESS);
    String pathStyle = "  forcePathStyle: true,\n";
    String text = Files.readString(script);
    assertThat(text).contains(pathStyle);
    Files.writeString(script, text.replace(pathStyle, ""));
    assertThat(javaScript(script))
        .startsWith("http://photos.localhost:" + endpoint.port() + "/k.txt?")
        .endsWith(" hi");
  }

  @Test
  void rcloneCopiesAndChecksWhatItsConfigurationNames() throws IOException {
    Requirement.client("rclone", "version");
    makeBucketAndBigFile();
    String config = example("rclone.conf", "").toString();
    String file = directory.resolve("big.bin").toString();
    in(directory, "rclone", "--config", config, "copy", file, "bytebucket:my-bucket").succeed();
    in(
            directory,
            "rclone",
            "--config",
            config,
            "check",
            "--download",
            "--include",
            "big.bin",
            directory.toString(),
            "bytebucket:my-bucket")
        .succeed();
    assertThat(in(directory, "rclone", "--config", config, "lsf", "bytebucket:my-bucket").succeed())
        .isEqualTo("big.bin\n");
  }

  /** What a reader of the example does next: calls the address that it made. */
  private static final String READ_SIGNED_ADDRESS =
      "console.log(url, await (await fetch(url)).text());\n";

  private String javaScript(Path script) throws IOException {
    Path project = NodeChecks.project();
    Requirement.nodePackages(project);
    Files.createSymbolicLink(
        directory.resolve("node_modules"), project.resolve("node_modules").toRealPath());
    try (S3Connection connection = new S3Connection(endpoint)) {
      connection.createBucket("photos");
    }
    return in(directory, "node", script.toString())
        .with(withoutProfiles())
        .with(Map.of("NODE_OPTIONS", "--require=" + project.resolve("localhost_names.cjs")))
        .succeed()
        .strip();
  }

  /** Writes an example out as this test's server needs it, with further lines at its end. */
  private Path example(String name, String more) throws IOException {
    String text =
        Files.readString(SOURCES.resolve("test/examples").resolve(name))
            .replace("localhost:9000", "localhost:" + endpoint.port())
            .replace("localhost:9001", "localhost:" + endpoint.adminPort())
            .replace("ADMIN_AK=...", "ADMIN_AK='" + endpoint.accessKeyId() + "'")
            .replace("ADMIN_SK=...", "ADMIN_SK='" + endpoint.secretAccessKey() + "'")
            .replace("your_access_key", endpoint.accessKeyId())
            .replace("your_secret_key", "'" + endpoint.secretAccessKey() + "'")
            .replace("'AK'", "'" + endpoint.accessKeyId() + "'")
            .replace("'SK'", "'" + endpoint.secretAccessKey() + "'")
            .replace("= AK\n", "= " + endpoint.accessKeyId() + "\n")
            .replace("= SK\n", "= " + endpoint.secretAccessKey() + "\n")
            .replace("Bucket: 'b'", "Bucket: 'photos'");
    return Files.writeString(
        directory.resolve(name),
        text + more.replace("localhost:9001", "localhost:" + endpoint.adminPort()));
  }

  private void makeBucketAndBigFile() throws IOException {
    try (S3Connection connection = new S3Connection(endpoint)) {
      connection.createBucket("my-bucket");
    }
    BIG.writeTo(directory.resolve("big.bin"));
  }

  private void requireBigObjectOfParts() throws IOException {
    try (S3Connection connection = new S3Connection(endpoint)) {
      assertThat(connection.get("my-bucket", "big.bin").body()).isEqualTo(BIG.toArray());
    }
    assertThat(Listing.eTag(endpoint, "my-bucket", "big.bin")).endsWith("-3");
  }

  private static Map<String, String> withoutProfiles() {
    return Map.of(
        "AWS_CONFIG_FILE", "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
        "AWS_EC2_METADATA_DISABLED", "true");
  }

  private static Command in(Path directory, String... words) {
    String[] all = new String[words.length + 3];
    System.arraycopy(new String[] {"env", "-C", directory.toString()}, 0, all, 0, 3);
    System.arraycopy(words, 0, all, 3, words.length);
    return Command.of(all);
  }
}
