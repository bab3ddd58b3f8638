package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that keep connections and do nothing with them cost the others nothing. */
@ProcessTest
final class CrowdTest {
  private static final int IDLE_CONNECTIONS = 1000;
  private static final int STALLED_UPLOADS = 200;
  private static final int OTHER_REQUESTS = 500;
  private static final int UPLOAD_BYTES = 1 << 20;
  private static final String BUCKET = "crowd";

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void idleConnectionsAndStalledUploadsDoNotStopOtherRequests() throws IOException {
    Endpoint endpoint = servers.start().endpoint();
    List<RawHttp> crowd = new ArrayList<>();
    try (S3Connection connection = new S3Connection(endpoint)) {
      connection.createBucket(BUCKET);
      for (int n = 0; n < IDLE_CONNECTIONS; n++) {
        crowd.add(idle(endpoint, n % 2 == 0));
      }
      for (int n = 0; n < STALLED_UPLOADS; n++) {
        crowd.add(stalled(endpoint, "stalled-" + n));
      }
      long startNanos = System.nanoTime();
      for (int n = 0; n < OTHER_REQUESTS; n++) {
        byte[] body = new GeneratedBytes(n, n % 10 == 0 ? 100_000 : 4096).toArray();
        assertThat(connection.put(BUCKET, "k" + n, body).status()).isEqualTo(200);
        assertThat(connection.get(BUCKET, "k" + n).body()).isEqualTo(body);
      }
      System.out.printf(
          "beside %d idle connections and %d stalled uploads: %d PUT and GET in %d ms%n",
          IDLE_CONNECTIONS,
          STALLED_UPLOADS,
          OTHER_REQUESTS,
          (System.nanoTime() - startNanos) / 1_000_000);
      assertThat(Listing.of(connection, BUCKET)).hasSize(OTHER_REQUESTS);
    } finally {
      for (RawHttp each : crowd) {
        each.close();
      }
    }
  }

  /** Half of them have sent a request before, half have not. */
  private static RawHttp idle(Endpoint endpoint, boolean used) throws IOException {
    RawHttp http = RawHttp.connect(endpoint.port());
    if (used) {
      http.exchange(RawRequest.of("GET", "/").add("host", endpoint.host()));
    }
    return http;
  }

  private static RawHttp stalled(Endpoint endpoint, String key) throws IOException {
    RawRequest request =
        RawRequest.of("PUT", "/" + BUCKET + "/" + key)
            .add("host", endpoint.host())
            .withBody(new byte[UPLOAD_BYTES])
            .sized();
    byte[] all =
        new SigV4Signer(endpoint.accessKeyId(), endpoint.secretAccessKey())
            .sign(request, Clock.systemUTC().instant(), SigV4Signer.UNSIGNED_PAYLOAD)
            .bytes();
    RawHttp http = RawHttp.connect(endpoint.port());
    http.write(Arrays.copyOf(all, all.length / 2));
    return http;
  }
}
