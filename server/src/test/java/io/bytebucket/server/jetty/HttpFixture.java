package io.bytebucket.server.jetty;

import io.bytebucket.http.Headers;
import io.bytebucket.http.HttpHandler;
import io.bytebucket.http.MemoryBudget;
import io.bytebucket.http.Response;
import io.bytebucket.http.ResponseBody;
import io.bytebucket.server.tls.ReloadingTls;
import io.bytebucket.testkit.RawHttp;
import io.bytebucket.testkit.RawRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server on a free port of this machine, with one handler. */
final class HttpFixture implements AutoCloseable {
  static final ConnectionLimits LIMITS = ConnectionLimits.standard(1_000);

  /** As with the options that the archive comes with. */
  static final long DIRECT_BYTES = 10 << 20;

  private final JettyAdapter adapter;

  HttpFixture(JettyAdapter adapter) {
    this.adapter = adapter;
  }

  static HttpFixture start(HttpHandler handler) throws IOException {
    return start(handler, LIMITS);
  }

  static HttpFixture start(HttpHandler handler, ConnectionLimits limits) throws IOException {
    return start(handler, limits, Optional.empty(), 10_000);
  }

  static HttpFixture start(
      HttpHandler handler, ConnectionLimits limits, Optional<ReloadingTls> tls, int maxConnections)
      throws IOException {
    return start(handler, limits, tls, requests(maxConnections));
  }

  static HttpFixture start(
      HttpHandler handler,
      ConnectionLimits limits,
      Optional<ReloadingTls> tls,
      RequestLimits requests)
      throws IOException {
    ListenPoint point =
        new ListenPoint(ListenSocket.bind("s3", loopback(0)), handler, requests, tls, false);
    JettyAdapter adapter = new JettyAdapter(List.of(point), limits, DIRECT_BYTES);
    adapter.start();
    return new HttpFixture(adapter);
  }

  /** Limits that leave room for whatever a test does, but for connections. */
  static RequestLimits requests(int maxConnections) {
    return new RequestLimits(
        maxConnections,
        1 << 20,
        1_000,
        1_000,
        new MemoryBudget(64 << 20),
        new MemoryBudget(1 << 30));
  }

  /** That port of this machine. */
  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  /** A request with the {@code Host} that HTTP/1.1 asks for. */
  static RawRequest request(String method, String target) {
    return RawRequest.of(method, target).add("Host", "localhost");
  }

  /** An answer with a text for its body. */
  static Response text(int status, String body) {
    return new Response(
        status, Headers.EMPTY, new ResponseBody.Bytes(body.getBytes(StandardCharsets.UTF_8)));
  }

  /** A handler that reads the whole body and answers with its length. */
  static HttpHandler countingHandler() {
    return (request, exchange) -> {
      long count = request.body().skip(Long.MAX_VALUE);
      exchange.send(text(200, Long.toString(count)));
    };
  }

  JettyAdapter adapter() {
    return adapter;
  }

  int port() {
    return adapter.address("s3").getPort();
  }

  RawHttp connect() throws IOException {
    return RawHttp.connect(port());
  }

  @Override
  public void close() {
    adapter.stop(Duration.ZERO);
  }
}
