package io.bytebucket.transfer.s3.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.transfer.remote.RemoteEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class ClientsTest {
  private static Set<Thread> watching() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("peer-watch"))
        .collect(Collectors.toSet());
  }

  @Test
  void nothingOfAClientGoesOnWhenItIsClosed() throws InterruptedException {
    RemoteEndpoint nowhere =
        new RemoteEndpoint(
            URI.create("http://127.0.0.1:1"),
            new RemoteEndpoint.Access.Nobody(),
            "us-east-1",
            true,
            Optional.empty(),
            false);
    Set<Thread> before = watching();
    Set<Thread> begun;
    try (S3Client _ = Clients.of(nowhere, 1)) {
      begun = new HashSet<>(watching());
      begun.removeAll(before);
      assertThat(begun).hasSize(1);
    }
    for (Thread each : begun) {
      assertThat(each.join(Duration.ofSeconds(20))).isTrue();
    }
  }
}
