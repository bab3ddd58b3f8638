package io.bytebucket.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * A collector of OpenTelemetry that takes traces by OTLP over HTTP, on a free port of this machine.
 * Thread-safe.
 */
public final class OtlpReceiver implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<OtlpSpan> arrived = new LinkedBlockingQueue<>();
  private final List<OtlpSpan> seen = new CopyOnWriteArrayList<>();
  private final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final AtomicInteger received = new AtomicInteger();

  /** One that takes all. */
  public OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Optional.ofNullable(exchange.getRequestHeaders().getFirst("authorization"))
          .ifPresent(authorizations::add);
      List<OtlpSpan> spans = OtlpSpan.all(body);
      received.addAndGet(spans.size());
      arrived.addAll(spans);
      exchange.sendResponseHeaders(200, -1);
    }
  }

  /** Where it takes them. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
  }

  /** How many it took. */
  public int received() {
    return received.get();
  }

  /** What it was shown. */
  public List<String> authorizations() {
    return authorizations;
  }

  /** A span like that, of those that came or come. */
  public OtlpSpan await(Predicate<OtlpSpan> wanted) {
    for (OtlpSpan span : seen) {
      if (wanted.test(span)) {
        return span;
      }
    }
    try {
      while (true) {
        OtlpSpan span = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (span == null) {
          throw new AssertionError("no such span came; those that did: " + seen);
        }
        seen.add(span);
        if (wanted.test(span)) {
          return span;
        }
      }
    } catch (InterruptedException stopTheTest) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopTheTest);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
