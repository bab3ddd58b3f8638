package io.bytebucket.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import io.bytebucket.testkit.RawResponse;
import io.bytebucket.testkit.SigV4Signer;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who fails to sign in too often is banned from a real server, and nobody else. */
@ProcessTest
final class FailedSignInsTest {
  private static final String THIEF = "203.0.113.9";
  private static final int FAILURES = 200;

  @RegisterExtension final Servers servers = new Servers();

  private Endpoint endpoint;

  @BeforeAll
  void start() {
    endpoint =
        servers
            .start(
                ServerSettings.on(servers.directory().resolve("data"))
                    .with(
                        Map.of(
                            "IP_BAN_ENABLED", "true",
                            "IP_BAN_MAX_FAILURES", "20",
                            "TRUSTED_PROXIES", "127.0.0.1")))
            .endpoint();
  }

  private RawResponse ask(String secret, String forwardedFor) throws IOException {
    RawRequest request =
        RawRequest.of("GET", "/").add("host", endpoint.host()).add("x-forwarded-for", forwardedFor);
    try (RawHttp connection = RawHttp.connect(endpoint.port())) {
      return connection.exchange(
          new SigV4Signer(endpoint.accessKeyId(), secret).sign(request, Instant.now()));
    }
  }

  @Test
  void twoHundredFailedSignInsAtOnceShutOutTheirSourceAndNobodyElse() throws Exception {
    List<Future<RawResponse>> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < FAILURES; i++) {
        // What stands before the entry of the proxy is made up anew each time.
        String forwardedFor = "198.51.100." + i + ", " + THIEF;
        answers.add(threads.submit(() -> ask("not the secret", forwardedFor)));
      }
      for (Future<RawResponse> answer : answers) {
        assertThat(answer.get().status()).isEqualTo(403);
      }
    }

    RawResponse banned = ask(endpoint.secretAccessKey(), THIEF);
    assertThat(banned.status()).isEqualTo(403);
    assertThat(banned.text()).contains("<Code>AccessDenied</Code>");
    assertThat(Integer.parseInt(banned.header("retry-after"))).isBetween(1, 900);
    assertThat(ask(endpoint.secretAccessKey(), "203.0.113.10").status()).isEqualTo(200);
    assertThat(ask(endpoint.secretAccessKey(), "198.51.100.7").status()).isEqualTo(200);
    assertThat(ask(endpoint.secretAccessKey(), THIEF + ", 203.0.113.11").status()).isEqualTo(200);
  }
}
