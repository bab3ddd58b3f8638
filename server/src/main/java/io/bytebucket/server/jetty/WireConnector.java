package io.bytebucket.server.jetty;

import io.bytebucket.http.HttpHandler;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/** A listening socket whose connections are {@link WireEndPoint}s. */
final class WireConnector extends ServerConnector {
  private static final int ACCEPTORS = 1;
  private static final int SELECTORS = 1;

  /** How many large buffers there may be at once. */
  private static final int LARGE_BUFFERS = 64;

  private final ListenPoint listenPoint;
  private final long lingerBytes;
  private final AtomicInteger answered = new AtomicInteger();

  WireConnector(
      Server server,
      ListenPoint listenPoint,
      ConnectionLimits limits,
      ConnectionFactory... factories) {
    super(server, threads(listenPoint), null, null, ACCEPTORS, SELECTORS, factories);
    this.listenPoint = listenPoint;
    this.lingerBytes = limits.lingerBytes();
    setIdleTimeout(limits.idleTimeout().toMillis());
    setName(listenPoint.name());
  }

  /** Threads of its own, or null for those that the addresses share. */
  private static @Nullable Executor threads(ListenPoint listenPoint) {
    if (!listenPoint.hasOwnThreads()) {
      return null;
    }
    QueuedThreadPool threads =
        new QueuedThreadPool(
            ACCEPTORS + SELECTORS + listenPoint.limits().connections(), ACCEPTORS + SELECTORS + 1);
    threads.setName("http-" + listenPoint.name());
    threads.setReservedThreads(0);
    return threads;
  }

  ListenPoint listenPoint() {
    return listenPoint;
  }

  HttpHandler handler() {
    return listenPoint.handler();
  }

  long lingerBytes() {
    return lingerBytes;
  }

  /** What it takes to have a request answered here. */
  long handlingBytes() {
    return RequestCost.HANDLING + (listenPoint.tls().isPresent() ? RequestCost.TLS : 0);
  }

  /** Counts a request that begins to be answered, and says whether there is room for it. */
  boolean beginAnswer() {
    return answered.incrementAndGet() <= listenPoint.limits().answered();
  }

  /** Whether so few requests are being answered that each may read into a large buffer. */
  boolean mayUseLargeBuffers() {
    return answered.get() <= LARGE_BUFFERS;
  }

  /** How many requests are being answered. */
  int answeredNow() {
    return answered.get();
  }

  /** Counts off a request that was answered or refused. */
  void endAnswer() {
    answered.decrementAndGet();
  }

  @Override
  protected ServerSocketChannel openAcceptChannel() {
    return listenPoint.socket().channel();
  }

  String scheme() {
    return listenPoint.tls().isPresent() ? "https" : "http";
  }

  @Override
  protected SocketChannelEndPoint newEndPoint(
      SocketChannel channel, ManagedSelector selector, SelectionKey key) {
    WireEndPoint endPoint = new WireEndPoint(channel, selector, key, getScheduler());
    endPoint.setIdleTimeout(getIdleTimeout());
    return endPoint;
  }
}
