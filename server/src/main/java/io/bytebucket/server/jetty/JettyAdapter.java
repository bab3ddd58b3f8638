package io.bytebucket.server.jetty;

import io.bytebucket.core.figure.Figure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP server: listens, and has each request answered on a virtual thread of its own by
 * blocking code. Thread-safe; started once and stopped once.
 *
 * <p>Memory: a connection that waits for bytes holds no buffer. One whose body is being read holds
 * one of {@value RequestBody#LARGE_BUFFER_BYTES} bytes, and one that sends holds what the handler
 * gave it. {@link RequestLimits} bound what all of them hold.
 */
public final class JettyAdapter {
  private static final Logger LOG = LoggerFactory.getLogger(JettyAdapter.class);

  /** Threads that accept and select; requests run on virtual threads. */
  private static final int MAX_PLATFORM_THREADS = 16;

  private static final int MIN_PLATFORM_THREADS = 4;

  /** How long connections without a request live once the server stops. */
  private static final Duration SHUTDOWN_IDLE = Duration.ofMillis(200);

  /** How long requests that a stop cut off may take to come out of the handler. */
  private static final Duration CUT_OFF_WAIT = Duration.ofSeconds(5);

  private final Server server;
  private final List<WireConnector> connectors = new ArrayList<>();
  private final InFlight inFlight = new InFlight();

  /**
   * A server for those listenPoints; it does nothing before {@link #start()}.
   *
   * @param directBytes how much memory beside the heap connections may use for buffers at once; as
   *     much again is kept for the next ones
   */
  public JettyAdapter(List<ListenPoint> listenPoints, ConnectionLimits limits, long directBytes) {
    server =
        new Server(
            threads(),
            new ScheduledExecutorScheduler("http-scheduler", true),
            new NetworkBuffers(directBytes));
    for (ListenPoint listenPoint : listenPoints) {
      WireConnector connector =
          new WireConnector(server, listenPoint, limits, factories(listenPoint));
      connector.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
      server.addConnector(connector);
      server.addBean(new NetworkConnectionLimit(listenPoint.limits().connections(), connector));
      listenPoint.tls().ifPresent(tls -> server.addBean(new TlsWatch(tls, server.getScheduler())));
      connectors.add(connector);
    }
    server.addBean(new Deadlines(connectors, limits, server.getScheduler()));
    server.setHandler(new ExchangeHandler(limits, inFlight));
  }

  /**
   * Begins to answer on all addresses.
   *
   * @throws IOException when it cannot; then no address is listened on
   */
  public void start() throws IOException {
    try {
      server.start();
    } catch (IOException failure) {
      stop(Duration.ZERO);
      throw failure;
    } catch (Exception failure) {
      stop(Duration.ZERO);
      throw new IOException("The HTTP server could not start", failure);
    }
  }

  /** Where the listenPoint of that name listens: the port is the real one. */
  public InetSocketAddress address(String name) {
    for (WireConnector connector : connectors) {
      if (connector.listenPoint().name().equals(name)) {
        return connector.listenPoint().address();
      }
    }
    throw new IllegalArgumentException("No such listenPoint");
  }

  /** How much of what there may be is in use at each address. */
  public List<Figure> figures() {
    return connectors.stream().flatMap(connector -> PortFigures.of(connector).stream()).toList();
  }

  /**
   * Stops to listen at once, lets the requests that are being answered finish for at most so long,
   * then closes every connection.
   *
   * @return how many requests were cut off
   */
  public int stop(Duration timeout) {
    for (WireConnector connector : connectors) {
      var _ = connector.shutdown();
      connector.close();
    }
    int cutOff = inFlight.awaitNone(timeout);
    try {
      server.stop();
    } catch (Exception failure) {
      LOG.warn("The HTTP server did not stop cleanly", failure);
    }
    inFlight.awaitNone(CUT_OFF_WAIT);
    return cutOff;
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MAX_PLATFORM_THREADS, MIN_PLATFORM_THREADS);
    threads.setName("http");
    threads.setReservedThreads(0);
    // Without names, and without an executor's list of them: both cost something per request.
    threads.setVirtualThreadsExecutor(Thread::startVirtualThread);
    return threads;
  }

  private static HttpConfiguration configuration(RequestLimits limits) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(limits.headerBytes());
    http.setResponseHeaderSize(ResponseExchange.HEADER_BYTES);
    http.setMaxResponseHeaderSize(ResponseExchange.MAX_HEADER_BYTES);
    http.setInputBufferSize(RequestBody.SMALL_BUFFER_BYTES);
    // What is left of a buffer whose bytes are still in use stays empty: the next one is larger.
    http.setMinInputBufferSpace(Integer.MAX_VALUE);
    // The cache is some 200 KiB for each connection that ever made a request, to save little.
    http.setHeaderCacheSize(0);
    // Values that Jetty knows keep their case (charset=UTF-8): signatures cover them as sent.
    http.setHeaderCacheCaseSensitive(true);
    // The target is ours to judge (WireConnection), so Jetty sees one that differs from the Host.
    http.setHttpCompliance(
        HttpCompliance.STRICT.with("S3", HttpCompliance.Violation.MISMATCHED_AUTHORITY));
    return http;
  }

  private static ConnectionFactory[] factories(ListenPoint listenPoint) {
    HttpConfiguration http = configuration(listenPoint.limits());
    ConnectionFactory plain =
        new HttpConnectionFactory(http) {
          @Override
          public Connection newConnection(Connector connector, EndPoint endPoint) {
            return configure(
                new WireConnection(http, (WireConnector) connector, endPoint), connector, endPoint);
          }
        };
    if (listenPoint.tls().isEmpty()) {
      return new ConnectionFactory[] {new ProxyProtocol(listenPoint.proxies(), plain), plain};
    }
    SslConnectionFactory secure =
        new SslConnectionFactory(listenPoint.tls().get().contextFactory(), plain.getProtocol());
    // It would compare the Host with the certificate, and refuse buckets' names and IP addresses.
    secure.setEnsureSecureRequestCustomizer(false);
    // What does not begin as TLS does gets as far as it takes to be told so.
    ConnectionFactory either =
        new DetectorConnectionFactory(secure) {
          @Override
          protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer unread) {
            upgradeToConnectionFactory(plain, connector, endPoint);
          }
        };
    return new ConnectionFactory[] {
      new ProxyProtocol(listenPoint.proxies(), either), either, secure, plain
    };
  }

  /**
   * Reads the header with which proxies that pass on bytes say whom they have a connection from, in
   * either version of it. From proxies that are listed every connection has to begin with it; from
   * anybody else none may: there it is no HTTP.
   *
   * @see <a href="https://www.haproxy.org/download/3.2/doc/proxy-protocol.txt">The PROXY
   *     protocol</a>
   */
  private static final class ProxyProtocol extends ProxyConnectionFactory {
    private final Predicate<InetAddress> proxies;
    private final ConnectionFactory next;

    /**
     * In front of what connections speak.
     *
     * @param proxies whose connections begin with the header
     * @param next what connections speak, behind the header or without it
     */
    ProxyProtocol(Predicate<InetAddress> proxies, ConnectionFactory next) {
      super(next.getProtocol());
      this.proxies = proxies;
      this.next = next;
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint endPoint) {
      boolean isProxy =
          endPoint.getRemoteSocketAddress() instanceof InetSocketAddress peer
              && peer.getAddress() != null
              && proxies.test(peer.getAddress());
      return isProxy
          ? super.newConnection(connector, endPoint)
          : next.newConnection(connector, endPoint);
    }

    /** Of a proxy that does not say whom it has a connection from nothing is believed. */
    @Override
    protected void nextProtocol(Connector connector, EndPoint endPoint, ByteBuffer unread) {
      endPoint.close();
    }
  }
}
