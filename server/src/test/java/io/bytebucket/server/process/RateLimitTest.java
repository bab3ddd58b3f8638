package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The rate of a client over both ports of a real server together, behind a proxy it trusts. */
@ProcessTest
final class RateLimitTest {
  private static final int PER_SECOND = 50;
  private static final int BURST = 100;
  private static final int CONNECTIONS = 4;

  @RegisterExtension final Servers servers = new Servers();

  @Test
  void overAMinuteTheRateOfAClientHoldsToFivePercentOnBothPortsTogether() throws Exception {
    Duration minute = Scale.isFull() ? Duration.ofMinutes(1) : Duration.ofSeconds(5);
    Endpoint endpoint =
        servers
            .start(
                ServerSettings.on(servers.directory().resolve("data"))
                    .with(
                        Map.of(
                            "RATE_LIMIT_ENABLED",
                            "true",
                            "RATE_LIMIT_RPS",
                            Integer.toString(PER_SECOND),
                            "RATE_LIMIT_BURST",
                            Integer.toString(BURST),
                            "TRUSTED_PROXIES",
                            "127.0.0.1")))
            .endpoint();
    long began = System.nanoTime();
    long end = began + minute.toNanos();
    List<Future<Integer>> clients = new ArrayList<>();
    int passed = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < CONNECTIONS; i++) {
        int port = i % 2 == 0 ? endpoint.port() : endpoint.adminPort();
        clients.add(threads.submit(() -> passed(port, end)));
      }
      for (Future<Integer> client : clients) {
        passed += client.get();
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    double allowed = BURST + PER_SECOND * seconds;
    System.out.printf("rate: %d of at most %.0f requests in %.1f s%n", passed, allowed, seconds);
    assertThat((double) passed).isBetween(allowed * 0.95, allowed * 1.05);
    // Another client of the same proxy has not been held to anything.
    assertThat(status(endpoint.port(), "203.0.113.10")).isEqualTo(403);
  }

  /** Asks as fast as it is answered, which is for more than may pass, and counts what did. */
  private static int passed(int port, long end) throws IOException {
    int passed = 0;
    try (RawHttp connection = RawHttp.connect(port)) {
      for (int i = 0; System.nanoTime() < end; i++) {
        int status =
            connection
                .exchange(
                    RawRequest.of("GET", "/health")
                        .add("host", "localhost")
                        .add("x-forwarded-for", "198.51.100." + i % 256 + ", 203.0.113.9"))
                .status();
        passed += status == 503 ? 0 : 1;
      }
    }
    return passed;
  }

  private static int status(int port, String client) throws IOException {
    try (RawHttp connection = RawHttp.connect(port)) {
      return connection
          .exchange(
              RawRequest.of("GET", "/").add("host", "localhost").add("x-forwarded-for", client))
          .status();
    }
  }
}
