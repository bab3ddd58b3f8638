package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line client of AWS with its defaults, so in parts from 8 MiB on. */
@ProcessTest
final class AwsCliTest {
  @RegisterExtension final Servers servers = new Servers();

  private AwsCli aws;
  private Path directory;

  @BeforeAll
  void startServer() {
    Requirement.client("aws", "--version");
    Requirement.programs("curl");
    aws = new AwsCli(servers.start().endpoint());
    directory = servers.directory();
  }

  @Test
  void largeFileGoesUpAcrossAndDownInPartsUnchanged() throws IOException {
    Path sent = BigFile.create(directory.resolve("sent"));
    Path received = directory.resolve("received");
    aws.succeed("s3", "mb", "s3://large-files");
    aws.succeed("s3", "mb", "s3://larger-files");
    aws.succeed("s3", "cp", "--no-progress", sent.toString(), "s3://large-files/a/large file");
    assertThat(aws.succeed("s3", "ls", "s3://large-files/a/"))
        .contains(Long.toString(Files.size(sent)))
        .contains("large file");
    // Within the server: as many copied parts as there were sent ones.
    aws.succeed("s3", "mv", "--no-progress", "s3://large-files/a/large file", "s3://larger-files/");
    assertThat(aws.succeed("s3", "ls", "--recursive", "s3://large-files")).isEmpty();
    String head = aws.succeed("s3api", "head-object", "--bucket=larger-files", "--key=large file");
    assertThat(head).contains("-" + BigFile.parts(8) + "\\\"\"");
    aws.succeed("s3", "mv", "--no-progress", "s3://larger-files/large file", received.toString());
    assertThat(BigFile.sha256(received)).isEqualTo(BigFile.sha256(sent));
    assertThat(aws.succeed("s3", "ls", "--recursive", "s3://larger-files")).isEmpty();
    Files.delete(sent);
    Files.delete(received);
  }

  @Test
  void makesAndRemovesBucketsAndObjects() throws IOException {
    Path file = Files.writeString(directory.resolve("small"), "a few bytes");
    aws.succeed("s3", "mb", "s3://come-and-go");
    assertThat(aws.succeed("s3", "ls")).contains("come-and-go");
    aws.succeed("s3", "cp", file.toString(), "s3://come-and-go/one/two");
    aws.succeed("s3", "cp", file.toString(), "s3://come-and-go/three");
    assertThat(aws.succeed("s3", "ls", "s3://come-and-go")).contains("PRE one/").contains("three");
    assertThat(aws.succeed("s3", "ls", "--recursive", "s3://come-and-go")).contains("one/two");
    assertThat(aws.run("s3", "rb", "s3://come-and-go").errors()).contains("BucketNotEmpty");
    aws.succeed("s3", "rm", "s3://come-and-go/three");
    aws.succeed("s3", "rm", "--recursive", "s3://come-and-go");
    aws.succeed("s3", "rb", "s3://come-and-go");
    assertThat(aws.succeed("s3", "ls")).doesNotContain("come-and-go");
  }

  @Test
  void presignedAddressServesWhoeverHasItUntilTheObjectIsGone() throws IOException {
    Path file = Files.writeString(directory.resolve("shared"), "for those who have the link");
    aws.succeed("s3", "mb", "s3://presigned");
    aws.succeed("s3", "cp", file.toString(), "s3://presigned/a key+with%odd=signs");
    String address =
        aws.succeed("s3", "presign", "--expires-in", "600", "s3://presigned/a key+with%odd=signs")
            .strip();
    assertThat(Command.of("curl", "--silent", "--show-error", "--fail", address).succeed())
        .isEqualTo("for those who have the link");
    Command.Outcome forged =
        Command.of("curl", "--silent", "--fail-with-body", address + "0").run();
    assertThat(forged.output()).contains("<Code>SignatureDoesNotMatch</Code>");
    aws.succeed("s3", "rm", "s3://presigned/a key+with%odd=signs");
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
    aws.succeed("s3api", "create-bucket", "--bucket", bucket);
    List<String> object = List.of("--bucket", bucket, "--key", "summed");
    String put =
        aws.succeed(
            List.of("s3api", "put-object"),
            object,
            List.of("--body", sent.toString(), "--checksum-algorithm", algorithm));
    String get =
        aws.succeed(
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
}
