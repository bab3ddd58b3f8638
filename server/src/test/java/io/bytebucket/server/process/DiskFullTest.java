package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A disk without space refuses writes, and nothing more. */
@ProcessTest
@Tag("root")
@Tag("open")
final class DiskFullTest {
  private static final long DISK_BYTES = 400L << 20;
  private static final long BALLAST_BYTES = 100L << 20;
  private static final String BUCKET = "full";

  @RegisterExtension final Servers servers = new Servers();

  @ParameterizedTest(name = "{0} bytes an object")
  @ValueSource(ints = {1 << 20, 4096})
  void fullDiskRefusesWritesUntilThereIsSpaceAgain(int objectBytes) throws IOException {
    try (LoopDisk disk = LoopDisk.create("ext4", DISK_BYTES, servers.directory());
        ServerProcess server =
            servers.create(ServerSettings.on(disk.mountPoint().resolve("data")))) {
      Path ballast = disk.mountPoint().resolve("ballast");
      new GeneratedBytes(0, BALLAST_BYTES).writeTo(ballast);
      server.start();
      Journal journal = new Journal();
      try (S3Connection connection = new S3Connection(server.endpoint())) {
        connection.createBucket(BUCKET);
        fillUntilRefused(connection, journal, objectBytes);
        assertThat(server.isAlive()).isTrue();
        requireNothingLost(server, journal);
        RawResponse again = put(connection, journal, "full/again", objectBytes);
        assertThat(again.status()).isBetween(500, 599);

        Files.delete(ballast);
        assertThat(put(connection, journal, "after/space", objectBytes).status()).isEqualTo(200);
      }
      requireNothingLost(server, journal);
      server.terminate();
      server.start();
      requireNothingLost(server, journal);
    }
  }

  private static void fillUntilRefused(S3Connection connection, Journal journal, int objectBytes)
      throws IOException {
    long stored = 0;
    RawResponse response = put(connection, journal, "fill/" + stored, objectBytes);
    while (response.status() == 200) {
      stored++;
      response = put(connection, journal, "fill/" + stored, objectBytes);
    }
    System.out.printf(
        "disk full: after %d objects of %d bytes the answer is %s%n",
        stored, objectBytes, response);
    assertThat(stored).isPositive();
    assertThat(response.status()).isBetween(500, 599);
    assertThat(response.header("content-type")).isEqualTo("application/xml");
    assertThat(response.errorCode()).isNotEmpty();
    assertThat(response.text()).contains("<RequestId>");
  }

  private static RawResponse put(
      S3Connection connection, Journal journal, String key, int objectBytes) throws IOException {
    Content.Stored content = journal.newBytes(objectBytes);
    KeyHistory history = journal.owned(key);
    history.ask(content);

    RawResponse response = connection.put(BUCKET, key, content.bytes().toArray());
    if (response.status() == 200) {
      history.acknowledge(content);
      journal.countAcknowledgement();
    } else {
      // A refused write is not "perhaps stored": it must not be there.
      history.settle(new Content.Nothing());
    }
    return response;
  }

  private static void requireNothingLost(ServerProcess server, Journal journal) throws IOException {
    assertThat(new Verification(server.endpoint(), BUCKET, journal).run().faults()).isEmpty();
  }
}
