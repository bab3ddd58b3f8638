package io.bytebucket.server.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import io.bytebucket.http.HttpHandler;
import io.bytebucket.testkit.RawHttp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a proxy that passes on bytes says of a connection counts, if it is one that is listed. */
@Timeout(60)
class ProxyProtocolTest {
  private static final HttpHandler TELL_PEER =
      (request, exchange) -> exchange.send(HttpFixture.text(200, request.remoteAddress()));

  private static final byte[] SIGNATURE = {
    0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A
  };

  private static HttpFixture start(Predicate<InetAddress> proxies, ConnectionLimits limits)
      throws IOException {
    ListenPoint point =
        new ListenPoint(
            ListenSocket.bind("s3", HttpFixture.loopback(0)),
            TELL_PEER,
            HttpFixture.requests(100),
            Optional.empty(),
            false,
            proxies);
    JettyAdapter adapter = new JettyAdapter(List.of(point), limits, HttpFixture.DIRECT_BYTES);
    adapter.start();
    return new HttpFixture(adapter);
  }

  private static HttpFixture trusting() throws IOException {
    return start(InetAddress::isLoopbackAddress, HttpFixture.LIMITS);
  }

  private static byte[] version1(String line) {
    return (line + "\r\n").getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] version2(int command, byte[] source) {
    ByteBuffer header = ByteBuffer.allocate(16 + 12);
    header.put(SIGNATURE).put((byte) (0x20 | command)).put((byte) 0x11).putShort((short) 12);
    header.put(source).put(new byte[] {10, 0, 0, 2}).putShort((short) 4711).putShort((short) 9000);
    return header.array();
  }

  private static String peerOf(RawHttp client) throws IOException {
    client.write(HttpFixture.request("GET", "/").bytes());
    return client.read("GET").text();
  }

  @Test
  void eitherVersionSaysWhoTheClientIsForAllRequestsOfTheConnection() throws IOException {
    try (HttpFixture server = trusting();
        RawHttp first = server.connect();
        RawHttp second = server.connect();
        RawHttp third = server.connect()) {
      first.write(version1("PROXY TCP4 203.0.113.9 10.0.0.2 4711 9000"));
      assertThat(peerOf(first)).isEqualTo("203.0.113.9");
      assertThat(peerOf(first)).isEqualTo("203.0.113.9");
      second.write(version2(1, new byte[] {(byte) 203, 0, 113, 10}));
      assertThat(peerOf(second)).isEqualTo("203.0.113.10");
      third.write(version1("PROXY TCP6 2001:db8::5 2001:db8::6 4711 9000"));
      assertThat(peerOf(third)).isEqualTo("2001:db8:0:0:0:0:0:5");
    }
  }

  @Test
  void aProxyThatAsksForItselfIsTheClient() throws IOException {
    try (HttpFixture server = trusting();
        RawHttp unknown = server.connect();
        RawHttp local = server.connect()) {
      unknown.write(version1("PROXY UNKNOWN"));
      assertThat(peerOf(unknown)).isEqualTo("127.0.0.1");
      local.write(version2(0, new byte[4]));
      assertThat(peerOf(local)).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void fromAnybodyElseItIsNoHttp() throws IOException {
    try (HttpFixture server = start(_ -> false, HttpFixture.LIMITS);
        RawHttp forger = server.connect();
        RawHttp other = server.connect()) {
      forger.write(version1("PROXY TCP4 203.0.113.9 10.0.0.2 4711 9000"));
      assertThat(peerOf(forger)).isEmpty();
      assertThat(peerOf(other)).isEqualTo("127.0.0.1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
        "PROXY TCP4 203.0.113.9\r\n",
        "PROXY TCP4 203.0.113.9 10.0.0.2 4711 9000 and more than a header has, and more, and more,"
            + " and more\r\n",
      })
  void aProxyThatDoesNotSayWhomItHasAConnectionFromIsNotHeard(String sent) throws IOException {
    try (HttpFixture server = trusting();
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = client.getOutputStream();
      out.write(sent.getBytes(StandardCharsets.US_ASCII));
      out.flush();

      assertThat(client.getInputStream().readAllBytes()).isEmpty();
    }
  }

  @Test
  void aHeaderThatDoesNotComeToItsEndIsWaitedForNoLongerThanOthers() throws IOException {
    ConnectionLimits limits = HttpFixture.LIMITS.withHeaderTimeout(Duration.ofMillis(200));
    try (HttpFixture server = start(InetAddress::isLoopbackAddress, limits);
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      client.getOutputStream().write("PROXY TCP4 ".getBytes(StandardCharsets.US_ASCII));

      assertThat(client.getInputStream().readAllBytes()).isEmpty();
    }
  }
}
