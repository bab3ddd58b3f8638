package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line client of AWS, with its defaults but for the size where multipart begins. */
@ProcessTest
final class AwsCliTest {
  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;
  private Path directory;
  private Path config;

  @BeforeAll
  void startServer() throws IOException {
    Requirement.programs("aws", "curl");
    endpoint = servers.start().endpoint();
    directory = servers.directory();
    config = directory.resolve("aws-config");
    Files.writeString(
        config,
        """
        [default]
        region = us-east-1
        output = json
        s3 =
          multipart_threshold = 5GB
        """);
  }

  @Test
  void movesALargeFileUpAndDownUnchanged() throws IOException {
    Path sent = BigFile.create(directory.resolve("sent"));
    Path received = directory.resolve("received");
    aws("s3", "mb", "s3://large-files");
    aws("s3", "cp", "--no-progress", sent.toString(), "s3://large-files/a/large file");
    aws("s3", "cp", "--no-progress", "s3://large-files/a/large file", received.toString());
    assertThat(BigFile.sha256(received)).isEqualTo(BigFile.sha256(sent));
    assertThat(aws("s3", "ls", "s3://large-files/a/"))
        .contains(Long.toString(Files.size(sent)))
        .contains("large file");
    Files.delete(sent);
    Files.delete(received);
  }

  @Test
  void makesAndRemovesBucketsAndObjects() throws IOException {
    Path file = Files.writeString(directory.resolve("small"), "a few bytes");
    aws("s3", "mb", "s3://come-and-go");
    assertThat(aws("s3", "ls")).contains("come-and-go");
    aws("s3", "cp", file.toString(), "s3://come-and-go/one/two");
    aws("s3", "cp", file.toString(), "s3://come-and-go/three");
    assertThat(aws("s3", "ls", "s3://come-and-go")).contains("PRE one/").contains("three");
    assertThat(aws("s3", "ls", "--recursive", "s3://come-and-go")).contains("one/two");
    assertThat(run("s3", "rb", "s3://come-and-go").errors()).contains("BucketNotEmpty");
    aws("s3", "rm", "s3://come-and-go/three");
    aws("s3", "rm", "--recursive", "s3://come-and-go");
    aws("s3", "rb", "s3://come-and-go");
    assertThat(aws("s3", "ls")).doesNotContain("come-and-go");
  }

  @Test
  void presignedAddressServesWhoeverHasItUntilTheObjectIsGone() throws IOException {
    Path file = Files.writeString(directory.resolve("shared"), "for those who have the link");
    aws("s3", "mb", "s3://presigned");
    aws("s3", "cp", file.toString(), "s3://presigned/a key+with%odd=signs");
    String address =
        aws("s3", "presign", "--expires-in", "600", "s3://presigned/a key+with%odd=signs").strip();
    assertThat(Command.of("curl", "--silent", "--show-error", "--fail", address).succeed())
        .isEqualTo("for those who have the link");
    Command.Outcome forged =
        Command.of("curl", "--silent", "--fail-with-body", address + "0").run();
    assertThat(forged.output()).contains("<Code>SignatureDoesNotMatch</Code>");
    aws("s3", "rm", "s3://presigned/a key+with%odd=signs");
    assertThat(Command.of("curl", "--silent", address).succeed()).contains("NoSuchKey");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"})
  void checksumIsVerifiedKeptAndReturned(String algorithm) throws IOException {
    if (algorithm.equals("CRC32C") || algorithm.equals("CRC64NVME")) {
      Requirement.pythonModule("awscrt");
    }
    Path sent = directory.resolve("sent-" + algorithm);
    Files.write(sent, new GeneratedBytes(1, 300_000).toArray());
    Path received = directory.resolve("received-" + algorithm);
    String bucket = "sums-" + algorithm.toLowerCase(Locale.ROOT);
    aws("s3api", "create-bucket", "--bucket", bucket);
    List<String> object = List.of("--bucket", bucket, "--key", "summed");
    String put =
        aws(
            List.of("s3api", "put-object"),
            object,
            List.of("--body", sent.toString(), "--checksum-algorithm", algorithm));
    String get =
        aws(
            List.of("s3api", "get-object"),
            object,
            List.of("--checksum-mode", "ENABLED", received.toString()));
    String sum = checksum(put, algorithm);
    assertThat(checksum(get, algorithm)).isEqualTo(sum);
    assertThat(received).hasSameBinaryContentAs(sent);
  }

  private static String checksum(String json, String algorithm) {
    return json.lines()
        .filter(line -> line.contains("\"Checksum" + algorithm + "\""))
        .map(line -> line.replaceAll(".*: \"(.*)\".*", "$1"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no checksum of " + algorithm + " in " + json));
  }

  @SafeVarargs
  private String aws(List<String>... words) {
    List<String> all = new ArrayList<>();
    for (List<String> some : words) {
      all.addAll(some);
    }
    return aws(all.toArray(String[]::new));
  }

  private String aws(String... words) {
    return command(words).succeed();
  }

  private Command.Outcome run(String... words) {
    return command(words).run();
  }

  private Command command(String... words) {
    List<String> all = new ArrayList<>(List.of("aws", "--endpoint-url", endpoint.url()));
    all.addAll(List.of(words));
    return new Command(
        all,
        Map.of(
            "AWS_CONFIG_FILE", config.toString(),
            "AWS_ACCESS_KEY_ID", endpoint.accessKeyId(),
            "AWS_SECRET_ACCESS_KEY", endpoint.secretAccessKey(),
            "AWS_EC2_METADATA_DISABLED", "true"));
  }
}
