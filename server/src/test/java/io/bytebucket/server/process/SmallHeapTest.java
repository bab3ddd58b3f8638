package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Memory does not grow with the size of objects. */
@ProcessTest
final class SmallHeapTest {
  private static final String BUCKET = "large";

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void objectFarLargerThanTheHeapGoesInAndOut() throws IOException {
    // 5 GiB is the largest object that one request may bring.
    GeneratedBytes bytes = new GeneratedBytes(5, Scale.pickMebibytes(5 * 1024, 512));
    ServerProcess server = servers.start();
    try (S3Connection connection = new S3Connection(server.endpoint());
        StreamClient client = new StreamClient()) {
      connection.createBucket(BUCKET);
      long startNanos = System.nanoTime();
      HttpResponse<String> put = client.put(connection.presign("PUT", BUCKET, "huge"), bytes);
      assertThat(put.statusCode()).as(put.body()).isEqualTo(200);
      long putNanos = System.nanoTime();
      HttpResponse<InputStream> get = client.get(connection.presign("GET", BUCKET, "huge"));
      assertThat(get.statusCode()).isEqualTo(200);
      assertThat(get.headers().firstValueAsLong("content-length")).hasValue(bytes.lengthBytes());
      try (InputStream body = get.body()) {
        bytes.requireSame(body);
      }
      System.out.printf(
          "%d MiB with a heap of 256 MiB: in at %.0f MiB/s, out at %.0f MiB/s, most resident"
              + " %d MiB%n",
          bytes.lengthBytes() >> 20,
          mebibytesPerSecond(bytes.lengthBytes(), putNanos - startNanos),
          mebibytesPerSecond(bytes.lengthBytes(), System.nanoTime() - putNanos),
          ProcessFacts.peakResidentKibibytes(server.pid()) >> 10);
    }
  }

  private static double mebibytesPerSecond(long bytes, long nanos) {
    return bytes / (double) (1 << 20) / (nanos / 1e9);
  }
}
