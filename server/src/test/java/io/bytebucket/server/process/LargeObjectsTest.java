package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.contract.Crowd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of many parts and of many bytes: made, copied and deleted without moving bytes. */
@ProcessTest
final class LargeObjectsTest {
  private static final String BUCKET = "large";
  private static final int CLIENTS = 8;

  /** The bytes, which every part and the copy share, and what says how the object is made up. */
  private static final int SHARED_BLOBS = 2;

  private static final int PARTS_OF_A_COPY = 5;

  @RegisterExtension final Servers servers = new Servers();

  /** Parts in the metadata store, and parts that are files. */
  @ParameterizedTest
  @ValueSource(ints = {7, 40 << 10})
  void objectOfAsManyPartsAsThereMayBeHasAllBytesAndThenNone(int partBytes) throws IOException {
    int parts = Scale.pick(10_000, 1_000);
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
      PartsClient upload = PartsClient.begin(connection, BUCKET, "key");
      Crowd.run(
          CLIENTS,
          client ->
              () -> {
                try (S3Connection own = new S3Connection(server.endpoint())) {
                  for (int number = 1 + client; number <= parts; number += CLIENTS) {
                    upload.put(own, number, part(number, partBytes));
                  }
                }
                return client;
              });
      openAnew(connection);
      long startNanos = System.nanoTime();
      upload.complete(connection);
      System.out.printf(
          "%d parts of %d bytes completed in %d ms%n",
          parts, partBytes, (System.nanoTime() - startNanos) / 1_000_000);

      ByteArrayOutputStream expected = new ByteArrayOutputStream();
      for (int number = 1; number <= parts; number++) {
        expected.writeBytes(part(number, partBytes));
      }
      assertThat(connection.get(BUCKET, "key").body()).isEqualTo(expected.toByteArray());
      delete(connection, "key");
      DataSize.awaitBlobs(server, 0);
    }
  }

  private static byte[] part(int number, int partBytes) {
    return new GeneratedBytes(number, partBytes).toArray();
  }

  @ParameterizedTest
  @CsvSource({"original, copy", "copy, original"})
  void ofALargeObjectAndItsCopyEitherStaysWholeWithoutTheOther(String first, String second)
      throws IOException {
    GeneratedBytes bytes = new GeneratedBytes(17, Scale.pickMebibytes(1024, 8));
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint());
        StreamClient client = new StreamClient()) {
      connection.createBucket(BUCKET);
      HttpResponse<String> put = client.put(connection.presign("PUT", BUCKET, "part"), bytes);
      assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
      openAnew(connection);
      PartsClient upload = PartsClient.begin(connection, BUCKET, "original");
      for (int number = 1; number <= PARTS_OF_A_COPY; number++) {
        upload.copy(connection, number, BUCKET + "/part");
      }
      upload.complete(connection);
      delete(connection, "part");
      copy(connection, bytes.lengthBytes());
      DataSize.awaitBlobs(server, SHARED_BLOBS);

      delete(connection, first);

      requireWhole(connection, client, second, bytes);
      openAnew(connection);
      DataSize.awaitBlobs(server, SHARED_BLOBS);
      delete(connection, second);
      DataSize.awaitBlobs(server, 0);
    }
  }

  /** A server ends connections that wait as long as others take here. */
  private static void openAnew(S3Connection connection) throws IOException {
    connection.close();
  }

  private static void copy(S3Connection connection, long partBytes) throws IOException {
    long startNanos = System.nanoTime();
    RawResponse copied =
        connection.put(
            BUCKET, "copy", new byte[0], Map.of("x-amz-copy-source", BUCKET + "/original"));
    System.out.printf(
        "%d MiB copied in %d ms%n",
        (PARTS_OF_A_COPY * partBytes) >> 20, (System.nanoTime() - startNanos) / 1_000_000);
    assertThat(copied.status()).as(copied.text()).isEqualTo(200);
  }

  private static void requireWhole(
      S3Connection connection, StreamClient client, String key, GeneratedBytes part)
      throws IOException {
    long length = part.lengthBytes();
    for (int number = 0; number < PARTS_OF_A_COPY; number++) {
      String range = "bytes=" + number * length + "-" + ((number + 1) * length - 1);
      HttpResponse<InputStream> got = client.get(connection.presign("GET", BUCKET, key), range);
      assertThat(got.statusCode()).isEqualTo(206);
      assertThat(got.headers().firstValue("content-range").orElse(""))
          .endsWith("/" + PARTS_OF_A_COPY * length);
      try (InputStream body = got.body()) {
        part.requireSame(body);
      }
    }
  }

  private static void delete(S3Connection connection, String key) throws IOException {
    assertThat(connection.delete(BUCKET, key).status()).isEqualTo(204);
  }
}
