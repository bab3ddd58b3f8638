package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.contract.Crowd;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was overwritten does not stay on disk. */
@ProcessTest
final class OverwriteTest {
  private static final long LIMIT_BYTES = 100L << 20;
  private static final String BUCKET = "overwritten";
  private static final int CLIENTS_MAX = 8;

  @RegisterExtension final Servers servers = new Servers();

  /** Blob files and inline blobs; in every build still more than the limit in all. */
  @ParameterizedTest
  @CsvSource({"10485760, 1, 1, 10000, 40", "16384, 100, 0, 10000, 10000"})
  void overwritesLeaveLittle(
      int objectBytes, int keys, int blobFiles, int fullCount, int buildCount) throws IOException {
    int rounds = Scale.pick(fullCount, buildCount) / keys;
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
    }
    int clients = Math.min(keys, CLIENTS_MAX);
    // Not kept over this: the server closes connections on which nothing happens.
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      Crowd.run(
          clients,
          client ->
              () -> {
                overwrite(server, objectBytes, keys, client, clients, rounds);
                return client;
              });
      long endNanos = System.nanoTime();
      long atOnceBytes = DataSize.bytes(server.dataDirectory());

      DataSize.awaitBlobs(server, blobFiles);
      long leftBytes = DataSize.awaitBytes(server, LIMIT_BYTES);

      System.out.printf(
          "%d overwrites of %d keys of %d bytes: %.1f MiB on disk at once, %.1f MiB after %d ms%n",
          rounds * keys,
          keys,
          objectBytes,
          atOnceBytes / (double) (1 << 20),
          leftBytes / (double) (1 << 20),
          (System.nanoTime() - endNanos) / 1_000_000);
      for (int key = 0; key < keys; key++) {
        assertThat(connection.get(BUCKET, "key-" + key).body())
            .isEqualTo(body(objectBytes, key, rounds - 1));
      }
    }
  }

  private static void overwrite(
      ServerProcess server, int objectBytes, int keys, int first, int step, int rounds)
      throws IOException {
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      for (int round = 0; round < rounds; round++) {
        for (int key = first; key < keys; key += step) {
          RawResponse put = connection.put(BUCKET, "key-" + key, body(objectBytes, key, round));
          assertThat(put.status()).as(put.toString()).isEqualTo(200);
        }
      }
    }
  }

  private static byte[] body(int length, int key, int round) {
    byte[] body = new GeneratedBytes(key, length).toArray();
    ByteBuffer.wrap(body).putInt(round);
    return body;
  }
}
