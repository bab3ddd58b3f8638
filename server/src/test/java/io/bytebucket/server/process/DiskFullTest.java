package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A disk without space refuses writes, and nothing more. */
@ProcessTest
@Tag("root")
final class DiskFullTest {
  private static final long DISK_BYTES = 400L << 20;
  private static final String BUCKET = "full";

  /** What the server keeps free for deletes and for itself. */
  private static final long RESERVE_BYTES = 64L << 20;

  /** Somebody who may do everything in the bucket, and nothing else. */
  private static final String LIMITED =
      "{\"acl\":[{\"effect\":\"Allow\",\"buckets\":[\"full\"],\"actions\":[\"s3:*\"]}]}";

  /** More than the server keeps free for deletes and for itself, by thousands of small objects. */
  private static final long LEFT_BYTES = RESERVE_BYTES + Scale.pickMebibytes(36, 12);

  @RegisterExtension final Servers servers = new Servers();

  @ParameterizedTest(name = "{0} bytes an object")
  @ValueSource(ints = {1 << 20, 4096})
  void fullDiskRefusesWritesUntilThereIsSpaceAgain(int objectBytes) throws IOException {
    try (LoopDisk disk = LoopDisk.create("ext4", DISK_BYTES, servers.directory());
        ServerProcess server = servers.create(settings(disk));
        S3Connection connection = new S3Connection(server.endpoint())) {
      server.start();
      connection.createBucket(BUCKET);
      Journal journal = new Journal();
      Path ballast = takeSpace(disk, LEFT_BYTES);
      fillUntilRefused(connection, journal, objectBytes);
      assertThat(server.isAlive()).isTrue();
      requireNothingLost(server, journal);
      delete(connection, journal, "fill/0");

      Files.delete(ballast);
      requireStored(put(connection, journal, "space/again", objectBytes));
      requireNothingLostNorAfterRestart(server, journal);
    }
  }

  @Test
  void aStoreIsNotMadeWhereThereIsNoRoomForIt() throws IOException {
    try (LoopDisk disk = LoopDisk.create("ext4", 48L << 20, servers.directory())) {
      for (String name : List.of("", "data")) {
        Path directory = disk.mountPoint().resolve(name);
        Program.assertRefused(Program.settings(directory), "has no room for a new store");
      }
      try (Stream<Path> made = Files.list(disk.mountPoint())) {
        assertThat(made.map(path -> path.getFileName().toString())).containsExactly("lost+found");
      }
    }
  }

  @Test
  void uploadThatDoesNotFitIsRefusedAndLeavesNothing() throws IOException {
    try (LoopDisk disk = LoopDisk.create("ext4", DISK_BYTES, servers.directory());
        ServerProcess server = servers.create(settings(disk));
        S3Connection connection = new S3Connection(server.endpoint());
        StreamClient client = new StreamClient()) {
      server.start();
      connection.createBucket(BUCKET);
      Journal journal = new Journal();
      requireStored(put(connection, journal, "before", 1 << 20));
      GeneratedBytes tooLarge = new GeneratedBytes(1, DISK_BYTES);
      var answer = client.put(connection.presign("PUT", BUCKET, "too-large"), tooLarge);
      System.out.printf(
          "an upload larger than the disk: %d %s%n", answer.statusCode(), answer.body());
      assertThat(answer.statusCode()).isBetween(500, 599);
      assertThat(connection.get(BUCKET, "too-large").status()).isEqualTo(404);
      // All but the reserve can be had again.
      for (int n = 0; n < 100; n++) {
        requireStored(put(connection, journal, "after/" + n, 1 << 20));
      }
      requireNothingLostNorAfterRestart(server, journal);
    }
  }

  @Test
  void diskThatOthersFillToTheLastByteStopsWritesOnlyAndOnlyForThatTime() throws IOException {
    try (LoopDisk disk = LoopDisk.create("ext4", DISK_BYTES, servers.directory());
        ServerProcess server = servers.create(settings(disk));
        S3Connection connection = new S3Connection(server.endpoint())) {
      server.start();
      connection.createBucket(BUCKET);
      Journal journal = new Journal();
      for (int n = 0; n < 50; n++) {
        requireStored(put(connection, journal, "before/" + n, n % 2 == 0 ? 4096 : 100_000));
      }
      Path ballast = takeSpace(disk, -1);
      requireRefused(put(connection, journal, "none/small", 4096));
      requireRefused(put(connection, journal, "none/large", 1 << 20));
      for (int n = 0; n < 10; n++) {
        // They need a little space themselves, and the file system may have none.
        delete(connection, journal, "before/" + n);
      }
      assertThat(server.isAlive()).isTrue();
      requireNothingLost(server, journal);

      Files.delete(ballast);
      requireStored(put(connection, journal, "space/small", 4096));
      requireStored(put(connection, journal, "space/large", 1 << 20));
      assertThat(connection.delete(BUCKET, "space/large").status()).isEqualTo(204);
      journal.owned("space/large").settle(new Content.Nothing());
      requireNothingLostNorAfterRestart(server, journal);
    }
  }

  @Test
  void whatContainsTheTroubleWorksOnAFullDiskAndWhatAddsToItDoesNot() throws IOException {
    try (LoopDisk disk = LoopDisk.create("ext4", DISK_BYTES, servers.directory());
        ServerProcess server = servers.create(settings(disk));
        AdminConnection admin = new AdminConnection(server.endpoint());
        S3Connection root = new S3Connection(server.endpoint())) {
      server.start();
      root.createBucket(BUCKET);
      JsonNode user = admin.succeed("POST", "/api/users", LIMITED);
      String keyId = user.path("accessKeyID").asString();
      Endpoint limited = server.endpoint().as(keyId, user.path("secretAccessKey").asString());
      Journal journal = new Journal();
      try (S3Connection connection = new S3Connection(limited)) {
        assertThat(tag(connection, "before").status()).isEqualTo(204);
        for (int n = 0; n < 20; n++) {
          requireStored(put(connection, journal, "fill/" + n, 100_000));
        }
        takeSpace(disk, RESERVE_BYTES / 2);
        requireRefused(tag(connection, "again"));
        requireRefused(connection.put(BUCKET, "fill/0", new byte[8 << 10]));
        delete(connection, journal, "fill/0");
      }
      assertThat(tag(root, "by root").status()).isEqualTo(204);
      contain(admin, keyId);
      JsonNode job =
          admin.succeed(
              "POST",
              "/api/jobs",
              "{\"kind\":\"delete-prefix\",\"bucket\":\"full\",\"prefix\":\"fill/\"}");
      JsonNode now = job;
      while (List.of("waiting", "running").contains(now.path("status").asString())) {
        now = admin.succeed("GET", "/api/jobs/" + job.path("id").asString(), "");
      }
      assertThat(now.path("status").asString()).as(now.toString()).isEqualTo("done");
      try (S3Connection connection = new S3Connection(limited)) {
        assertThat(connection.get(BUCKET, "fill/1").status()).isEqualTo(403);
      }
      assertThat(server.isAlive()).isTrue();
      assertThat(admin.succeed("GET", "/api/audit", "").toString())
          .contains("user.disable", "bucket.quota", "config.rate-limit", "job.start", "job.end");
    }
  }

  /** Each of these writes, and has a record in the audit log. */
  private static void contain(AdminConnection admin, String keyId) throws IOException {
    String user = "/api/users/" + keyId;
    admin.succeed("PUT", "/api/s3/full?quota", "{\"bytes\":1,\"objects\":1}");
    admin.succeed("PUT", "/api/config/ratelimit", "{\"enabled\":true,\"rps\":500,\"burst\":500}");
    admin.succeed("PUT", user + "/limits", "{\"requestsPerSecond\":1}");
    admin.succeed("PUT", user, "{\"acl\":[]}");
    JsonNode key = admin.succeed("POST", user + "/keys", "{}");
    admin.succeed("DELETE", "/api/keys/" + key.path("accessKeyID").asString(), "");
    admin.succeed("PATCH", user, "{\"enabled\":false}");
    admin.succeed("POST", "/api/users", LIMITED);
  }

  private static RawResponse tag(S3Connection connection, String value) throws IOException {
    byte[] document =
        ("<Tagging><TagSet><Tag><Key>k</Key><Value>" + value + "</Value></Tag></TagSet></Tagging>")
            .getBytes(StandardCharsets.UTF_8);
    return connection.send("PUT", "/" + BUCKET + "?tagging", Map.of(), document);
  }

  private static ServerSettings settings(LoopDisk disk) {
    return ServerSettings.on(disk.mountPoint().resolve("data"));
  }

  /** Writes a file so large that only that much is left, or with -1 until nothing more goes in. */
  private static Path takeSpace(LoopDisk disk, long leftBytes) throws IOException {
    Path ballast = disk.mountPoint().resolve("ballast");
    byte[] piece = new byte[64 << 10];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (Files.getFileStore(ballast).getUsableSpace() > leftBytes) {
        out.write(piece);
      }
    } catch (IOException noSpaceLeft) {
      assertThat(leftBytes).as(noSpaceLeft.toString()).isNegative();
    }
    return ballast;
  }

  private static void fillUntilRefused(S3Connection connection, Journal journal, int objectBytes)
      throws IOException {
    int stored = 0;
    RawResponse response = put(connection, journal, "fill/" + stored, objectBytes);
    while (response.status() == 200) {
      stored++;
      response = put(connection, journal, "fill/" + stored, objectBytes);
    }
    System.out.printf(
        "disk full: after %d objects of %d bytes the answer is %s%n",
        stored, objectBytes, response);
    assertThat(stored).isPositive();
    requireRefused(response);
  }

  private static RawResponse put(
      S3Connection connection, Journal journal, String key, int objectBytes) throws IOException {
    Content.Stored content = journal.newBytes(objectBytes);
    KeyHistory history = journal.owned(key);
    history.ask(content);
    RawResponse response = connection.put(BUCKET, key, content.bytes().toArray());
    // A write that is refused for want of space is not "perhaps stored": it must not be there.
    history.settle(response.status() == 200 ? content : new Content.Nothing());
    return response;
  }

  private static void delete(S3Connection connection, Journal journal, String key)
      throws IOException {
    Content nothing = new Content.Nothing();
    KeyHistory history = journal.owned(key);
    history.ask(nothing);
    RawResponse response = connection.delete(BUCKET, key);
    System.out.printf("a delete while the disk is full: %d%n", response.status());
    if (response.status() == 204) {
      history.acknowledge(nothing);
    } else {
      assertThat(response.status()).isBetween(500, 599);
    }
  }

  private static void requireStored(RawResponse response) {
    assertThat(response.status()).as(response.toString()).isEqualTo(200);
  }

  private static void requireRefused(RawResponse response) {
    assertThat(response.status()).as(response.toString()).isBetween(500, 599);
    assertThat(response.header("content-type")).isEqualTo("application/xml");
    assertThat(response.errorCode()).isNotEmpty();
    assertThat(response.text()).contains("<RequestId>");
  }

  private static void requireNothingLost(ServerProcess server, Journal journal) throws IOException {
    assertThat(new Verification(server.endpoint(), BUCKET, journal).run().faults()).isEmpty();
  }

  private static void requireNothingLostNorAfterRestart(ServerProcess server, Journal journal)
      throws IOException {
    requireNothingLost(server, journal);
    server.terminate();
    server.start();
    requireNothingLost(server, journal);
    StoredState.requireConsistentAfterSweep(server);
  }
}
