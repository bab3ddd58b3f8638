package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawResponse;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A bit that flips on the disk becomes an error, never a wrong answer. */
@ProcessTest
final class BitRotTest {
  private static final String BUCKET = "rotten";

  /** Long enough to be found by, short enough to lie within one piece of a file. */
  private static final int NEEDLE_BYTES = 64;

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void flippedByteInBlobFileIsAnErrorForWhoReadsItAndNobodyElse() throws IOException {
    ServerProcess server = servers.start();
    GeneratedBytes rotten = new GeneratedBytes(1, 3_000_000);
    GeneratedBytes sound = new GeneratedBytes(2, 3_000_000);
    store(server, Map.of("rotten", rotten, "sound", sound));
    server.terminate();

    flipByte(server.dataDirectory(), rotten, 1_500_000, ".*");
    server.start();
    requireError(server, "rotten");
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      assertThat(connection.get(BUCKET, "sound").body()).isEqualTo(sound.toArray());
      // What lies before the damage is still readable.
      RawResponse start =
          connection.send(
              "GET", "/" + BUCKET + "/rotten", Map.of("range", "bytes=0-99"), new byte[0]);
      assertThat(start.body()).isEqualTo(Arrays.copyOf(rotten.toArray(), 100));
    }
  }

  @Test
  void flippedByteInTheMetadataEngineIsAnErrorForWhoReadsIt() throws IOException {
    ServerProcess server = servers.start();
    GeneratedBytes rotten = new GeneratedBytes(3, 5_000);
    store(server, Map.of("rotten", rotten));
    server.terminate();
    // A second start moves what the log held into the engine's files.
    server.start();
    server.terminate();

    flipByte(server.dataDirectory(), rotten, 2_000, ".*\\.(blob|sst)");
    server.start();
    requireError(server, "rotten");
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      assertThat(connection.put(BUCKET, "new", new byte[5_000]).status()).isEqualTo(200);
      assertThat(connection.get(BUCKET, "new").body()).isEqualTo(new byte[5_000]);
    }
  }

  private static void store(ServerProcess server, Map<String, GeneratedBytes> objects)
      throws IOException {
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      connection.createBucket(BUCKET);
      for (Map.Entry<String, GeneratedBytes> object : objects.entrySet()) {
        byte[] body = object.getValue().toArray();
        assertThat(connection.put(BUCKET, object.getKey(), body).status()).isEqualTo(200);
        assertThat(connection.get(BUCKET, object.getKey()).body()).isEqualTo(body);
      }
    }
  }

  /** An error document, or a connection cut before the promised length: both tell the client. */
  private static void requireError(ServerProcess server, String key) throws IOException {
    String outcome;
    try (S3Connection connection = new S3Connection(server.endpoint())) {
      RawResponse response = connection.get(BUCKET, key);
      assertThat(response.status()).isBetween(500, 599);
      assertThat(response.errorCode()).isEqualTo("InternalError");
      outcome = response.toString();
    } catch (EOFException cut) {
      outcome = cut.getMessage();
    }
    System.out.printf("a flipped byte: the client sees %s%n", outcome);
    // The client may know before the log does.
    server.awaitLogged("corrupt_reads_total", 1);
  }

  /** Flips one bit where a file below the directory holds those bytes of the object. */
  private static void flipByte(
      Path directory, GeneratedBytes bytes, int offset, String fileNamePattern) throws IOException {
    byte[] needle = Arrays.copyOfRange(bytes.toArray(), offset, offset + NEEDLE_BYTES);
    List<Path> files;
    try (Stream<Path> tree = Files.walk(directory)) {
      files =
          tree.filter(Files::isRegularFile)
              .filter(file -> file.getFileName().toString().matches(fileNamePattern))
              .toList();
    }
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      int found = indexOf(content, needle);
      if (found >= 0) {
        content[found] ^= 1;
        Files.write(file, content);
        return;
      }
    }
    throw new AssertionError("no file holds the bytes: " + files);
  }

  private static int indexOf(byte[] content, byte[] needle) {
    for (int start = 0; start <= content.length - needle.length; start++) {
      if (content[start] == needle[0]
          && Arrays.equals(content, start, start + needle.length, needle, 0, needle.length)) {
        return start;
      }
    }
    return -1;
  }
}
