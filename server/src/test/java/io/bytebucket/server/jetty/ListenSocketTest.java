package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bytebucket.testkit.RawHttp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An address is taken first, and answered at later. */
class ListenSocketTest {
  @Test
  void anAddressThatIsTakenIsNamedWithWhatItIsFor() throws IOException {
    try (ListenSocket first = ListenSocket.bind("s3", HttpFixture.loopback(0))) {
      InetSocketAddress taken = first.address();

      assertThatThrownBy(() -> ListenSocket.bind("admin", taken))
          .isInstanceOfSatisfying(
              ListenException.class,
              e -> {
                assertThat(e.name()).isEqualTo("admin");
                assertThat(e.address()).isEqualTo("127.0.0.1:" + taken.getPort());
                assertThat(e).hasMessageContaining("in use");
              });
    }
  }

  @Test
  void whoConnectsBeforeTheServerAnswersWaitsAndIsAnsweredThen() throws IOException {
    ListenSocket socket = ListenSocket.bind("s3", HttpFixture.loopback(0));
    try (RawHttp early = RawHttp.connect(socket.address().getPort())) {
      early.write(HttpFixture.request("GET", "/").bytes());
      ListenPoint point =
          new ListenPoint(
              socket,
              HttpFixture.countingHandler(),
              HttpFixture.requests(20),
              Optional.empty(),
              false);
      JettyAdapter adapter =
          new JettyAdapter(List.of(point), HttpFixture.LIMITS, HttpFixture.DIRECT_BYTES);
      adapter.start();
      try (HttpFixture _ = new HttpFixture(adapter)) {
        assertThat(early.read("GET").text()).isEqualTo("0");
      }
    }
  }
}
