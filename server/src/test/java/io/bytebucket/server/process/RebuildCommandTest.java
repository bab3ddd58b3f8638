package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** The command that makes lost metadata anew, killed in between, and a server on what it made. */
@ProcessTest
final class RebuildCommandTest {
  @RegisterExtension final Servers servers = new Servers();

  private final Random random = new Random(5);
  private final byte[] large = bytes(300_000);
  private final byte[] first = bytes(5 << 20);
  private final byte[] last = bytes(1_000);

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private ServerProcess filled() {
    ServerProcess server = servers.start();
    try (S3Client client = new AwsClients(server.endpoint()).blocking()) {
      client.createBucket(request -> request.bucket("photos"));
      client.putObject(
          request ->
              request
                  .bucket("photos")
                  .key("2026/large")
                  .contentType("image/jpeg")
                  .metadata(Map.of("colour", "blue"))
                  .tagging("team=a"),
          RequestBody.fromBytes(large));
      client.putObject(
          request -> request.bucket("photos").key("small"), RequestBody.fromString("small"));
      CreateMultipartUploadResponse upload =
          client.createMultipartUpload(request -> request.bucket("photos").key("parts"));
      CompletedPart one = part(client, upload, 1, first);
      CompletedPart two = part(client, upload, 2, last);
      client.completeMultipartUpload(request ->
          request
              .bucket("photos")
              .key("parts")
              .uploadId(upload.uploadId())
              .multipartUpload(CompletedMultipartUpload.builder().parts(one, two).build()));
    }
    server.terminate();
    return server;
  }

  private static CompletedPart part(
      S3Client client, CreateMultipartUploadResponse upload, int number, byte[] bytes) {
    UploadPartResponse response =
        client.uploadPart(
            request ->
                request
                    .bucket("photos")
                    .key("parts")
                    .uploadId(upload.uploadId())
                    .partNumber(number),
            RequestBody.fromBytes(bytes));
    return CompletedPart.builder().partNumber(number).eTag(response.eTag()).build();
  }

  private static Map<String, String> settings(ServerProcess server) {
    Map<String, String> settings = Program.settings(server.dataDirectory());
    settings.put("ENCRYPTION_KEY", ServerProcess.ENCRYPTION_KEY);
    return settings;
  }

  private static void remove(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  @Test
  void whereNothingIsWrongNothingIsDone() {
    ServerProcess server = filled();

    Command.Outcome refused = Program.run(settings(server), "rebuild");

    assertThat(refused.exitStatus()).isEqualTo(1);
    assertThat(refused.errors()).contains("nothing to rebuild", "bytebucket check");
    assertThat(server.dataDirectory().resolve("meta.rebuilding")).doesNotExist();
  }

  @Test
  void aStoreWhoseDatabaseIsGoneIsServedAgainHoweverOftenTheRebuildIsKilled()
      throws IOException, InterruptedException {
    ServerProcess server = filled();
    remove(server.dataDirectory().resolve("meta"));
    Map<String, String> settings = settings(server);
    assertThat(Program.run(settings, "check").exitStatus()).isEqualTo(1);

    for (int millis : new int[] {300, 700, 1_000, 1_300, 1_700}) {
      Process killed = start(settings);
      if (!killed.waitFor(millis, TimeUnit.MILLISECONDS)) {
        killed.destroyForcibly().waitFor();
      }
    }
    Command.Outcome rebuilt = Program.run(settings, "rebuild", "--json");

    // The last of those that were killed may have come to its end.
    assertThat(rebuilt.exitStatus()).as(rebuilt.errors()).isIn(1, 3);
    Command.Outcome checked = Program.run(settings, "check", "--deep");
    assertThat(checked.exitStatus()).as(checked.output()).isZero();
    Command.Outcome reset = Program.run(settings, "users", "reset");
    assertThat(reset.exitStatus()).as(reset.errors()).isZero();
    requireServed(server.dataDirectory());
  }

  @Test
  void whatCameOfItIsSaidToPeopleAndToPrograms() throws IOException {
    ServerProcess server = filled();
    Files.delete(server.dataDirectory().resolve("meta/CURRENT"));
    Command.Outcome whole = Program.run(settings(server), "rebuild");
    assertThat(whole.exitStatus()).as(whole.errors()).isZero();
    assertThat(whole.output())
        .contains("rows taken over: ", "made of blobs: objects 0, ", "rebuilt: damaged ");

    remove(server.dataDirectory().resolve("meta"));
    Command.Outcome lost = Program.run(settings(server), "rebuild", "--json");
    assertThat(lost.exitStatus()).isEqualTo(3);
    assertThat(lost.output())
        .contains(
            "\"event\":\"nothing of the metadata could be read\"",
            "\"event\":\"made of blobs\"",
            "\"objects\":2,\"uploads\":0,\"parts\":0,\"buckets\":1",
            "\"event\":\"no administrator is left\"",
            "\"event\":\"rebuilt\"");
  }

  @Test
  void oneThatDidNotComeToItsEndIsFinishedAndNotCalledWhole() throws IOException {
    ServerProcess server = filled();
    Path meta = server.dataDirectory().resolve("meta");
    remove(meta);
    assertThat(Program.run(settings(server), "rebuild").exitStatus()).isEqualTo(3);
    Files.move(meta, server.dataDirectory().resolve("meta.rebuilt"));

    Command.Outcome finished = Program.run(settings(server), "rebuild");

    assertThat(finished.exitStatus()).as(finished.errors()).isEqualTo(3);
    assertThat(finished.errors()).contains("did not come to its end");
    assertThat(meta).isDirectory();
  }

  private static Process start(Map<String, String> settings) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(Program.words("rebuild"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(settings);
    return builder.start();
  }

  private void requireServed(Path directory) {
    ServerProcess again = servers.start(ServerSettings.on(directory));
    Endpoint administrator = again.endpoint().as("admin", "your-strong-secret");
    try (S3Client client = new AwsClients(administrator).blocking()) {
      HeadObjectResponse head =
          client.headObject(request -> request.bucket("photos").key("2026/large"));
      assertThat(head.contentType()).isEqualTo("image/jpeg");
      assertThat(head.metadata()).containsEntry("colour", "blue");
      assertThat(read(client, "2026/large")).isEqualTo(large);
      byte[] all = new byte[first.length + last.length];
      System.arraycopy(first, 0, all, 0, first.length);
      System.arraycopy(last, 0, all, first.length, last.length);
      assertThat(read(client, "parts")).isEqualTo(all);
      assertThatThrownBy(() -> read(client, "small")).isInstanceOf(NoSuchKeyException.class);
    }
  }

  private static byte[] read(S3Client client, String key) {
    return client.getObjectAsBytes(request -> request.bucket("photos").key(key)).asByteArray();
  }
}
