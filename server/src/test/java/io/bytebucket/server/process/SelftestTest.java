package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The command that holds any server against what AWS's documentation says. */
@ProcessTest
final class SelftestTest {
  private static final int FACTS_MIN = 400;

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void everyFactHoldsForOurServerAndNothingIsLeftOnIt() {
    ServerProcess server = servers.start();

    Command.Outcome outcome = selftest(server.endpoint(), "--json");

    assertThat(outcome.exitStatus()).as(outcome.output() + outcome.errors()).isZero();
    JsonNode report = JsonMapper.shared().readTree(outcome.output());
    assertThat(report.at("/total/passed").intValue()).isGreaterThan(FACTS_MIN);
    assertThat(report.at("/total/failed").intValue()).isZero();
    assertThat(report.at("/total/notRun").intValue()).isZero();
    assertThat(report.get("facts")).hasSize(report.at("/total/passed").intValue());
    try (S3Client client = new AwsClients(server.endpoint()).blocking()) {
      assertThat(client.listBuckets().buckets()).isEmpty();
    }
  }

  @Test
  void aServerThatDoesOtherwiseIsToldWhereAndWhatAndWhoSaysSo() {
    ServerProcess server =
        servers.start(
            ServerSettings.on(servers.directory().resolve("closed"))
                .with(Map.of("BLOCK_PUBLIC_ACCESS", "true")));

    Command.Outcome outcome = selftest(server.endpoint(), "--area", "acl,ranges");

    assertThat(outcome.exitStatus()).isEqualTo(3);
    assertThat(outcome.output())
        .contains("FAILED  acl: public-read lets everybody read\n")
        .contains("expected: 200 ; body=something\n")
        .contains(
            "source:   https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html")
        .containsPattern("ranges +18 of 18\n");
  }

  @Test
  void aBucketOfOneselfIsUsedAndAFullOneIsRefusedAndLeftAlone() {
    ServerProcess server = servers.start();
    try (S3Client client = new AwsClients(server.endpoint()).blocking()) {
      client.createBucket(request -> request.bucket("scratch"));
      client.createBucket(request -> request.bucket("precious"));
      client.putObject(
          request -> request.bucket("precious").key("a"), RequestBody.fromString("kept"));

      Command.Outcome scratch =
          selftest(server.endpoint(), "--bucket", "scratch", "--area", "ranges,listing");
      Command.Outcome precious = selftest(server.endpoint(), "--bucket", "precious");

      assertThat(scratch.exitStatus()).as(scratch.output() + scratch.errors()).isZero();
      assertThat(precious.exitStatus()).isEqualTo(1);
      assertThat(precious.errors()).contains("the bucket precious is not empty");
      assertThat(client.listBuckets().buckets())
          .extracting(bucket -> bucket.name())
          .containsExactly("precious", "scratch");
      assertThat(client.listObjectsV2(request -> request.bucket("scratch")).contents()).isEmpty();
      assertThat(client.listObjectsV2(request -> request.bucket("precious")).contents()).hasSize(1);
    }
  }

  @Test
  void whatCannotBeAskedIsSaidWithTheReason() {
    ServerProcess server = servers.start();
    Endpoint endpoint = server.endpoint();

    assertThat(selftest(endpoint, "--area", "nonsense").exitStatus()).isEqualTo(2);
    Command.Outcome stranger = selftest(endpoint, "--access-key", "AKIANOBODY");
    assertThat(stranger.exitStatus()).isEqualTo(1);
    assertThat(stranger.errors()).contains("403 InvalidAccessKeyId");
    assertThat(
            Program.run(
                    Map.of("ACCESS_KEY_ID", "a", "SECRET_ACCESS_KEY", "b"), "selftest", "ftp://x")
                .errors())
        .contains("ftp://x is no endpoint of S3");
  }

  @Test
  void toldToStopItSaysWhatItSawAndLeavesNothing() throws Exception {
    ServerProcess server = servers.start();
    Path out = servers.directory().resolve("out");
    Process process =
        new Command(
                words(server.endpoint(), "--json"),
                Map.of(
                    "ACCESS_KEY_ID", server.endpoint().accessKeyId(),
                    "SECRET_ACCESS_KEY", server.endpoint().secretAccessKey()))
            .start(out, servers.directory().resolve("errors"));
    try (S3Client client = new AwsClients(server.endpoint()).blocking()) {
      while (process.isAlive() && client.listBuckets().buckets().isEmpty()) {
        Thread.onSpinWait();
      }
      process.destroy();

      assertThat(process.waitFor()).isEqualTo(4);
      JsonNode report = JsonMapper.shared().readTree(Files.readString(out));
      assertThat(report.at("/total/notRun").intValue()).isPositive();
      assertThat(client.listBuckets().buckets()).isEmpty();
    }
  }

  private static List<String> words(Endpoint endpoint, String... options) {
    List<String> words = new ArrayList<>(Program.words("selftest"));
    words.add("http://127.0.0.1:" + endpoint.port());
    words.addAll(List.of(options));
    return words;
  }

  private static Command.Outcome selftest(Endpoint endpoint, String... options) {
    List<String> arguments = new ArrayList<>(List.of("selftest"));
    arguments.add("http://127.0.0.1:" + endpoint.port());
    arguments.addAll(List.of(options));
    return Program.run(
        Map.of(
            "ACCESS_KEY_ID", endpoint.accessKeyId(),
            "SECRET_ACCESS_KEY", endpoint.secretAccessKey()),
        arguments.toArray(String[]::new));
  }
}
