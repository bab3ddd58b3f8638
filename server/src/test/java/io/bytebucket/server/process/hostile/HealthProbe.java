package io.bytebucket.server.process.hostile;

import io.bytebucket.server.process.Scale;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks {@code /health} again and again, on a new connection each time, as those do who end a server
 * that does not answer. Thread-safe; {@link #close} ends it.
 *
 * <p>At full size an answer may take one second. What this process itself was kept from running
 * while it waited is not the server's: a second thread finds that out.
 */
final class HealthProbe implements AutoCloseable {
  /** Every build runs on whatever machine, beside whatever else. */
  private static final Duration LIMIT = Duration.ofSeconds(Scale.pick(1, 30));

  /** Long enough that it is the time taken that is judged, and not that somebody hung up. */
  private static final Duration PATIENCE = LIMIT.plusSeconds(30);

  private static final long PAUSE_NANOS = 200_000_000;
  private static final long BEAT_NANOS = 5_000_000;

  private final InetSocketAddress address;
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong ownDelayNanos = new AtomicLong();
  private final AtomicLong longestNanos = new AtomicLong();
  private final List<Thread> threads;
  private volatile boolean stopped;

  private HealthProbe(int adminPort) {
    this.address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), adminPort);
    this.threads =
        List.of(
            Thread.ofPlatform().unstarted(this::ask), Thread.ofPlatform().unstarted(this::beat));
  }

  /** Begins to ask. */
  static HealthProbe start(int adminPort) {
    HealthProbe probe = new HealthProbe(adminPort);
    probe.threads.forEach(Thread::start);
    return probe;
  }

  /** Every time that the server did not answer in time, or something else than that it is well. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** The longest that an answer took since the last call, less what this process was kept from. */
  Duration longest() {
    return Duration.ofNanos(longestNanos.getAndSet(0));
  }

  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException stopTheTest) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopTheTest);
      }
    }
  }

  private void ask() {
    while (!stopped) {
      ownDelayNanos.set(0);
      long startNanos = System.nanoTime();
      String problem = "";
      try {
        String answer = answer();
        problem = answer.startsWith("HTTP/1.1 200") ? "" : answer;
      } catch (IOException e) {
        problem = e.toString();
      }
      long tookNanos = System.nanoTime() - startNanos - ownDelayNanos.get();
      longestNanos.accumulateAndGet(tookNanos, Math::max);
      if (!problem.isEmpty() || tookNanos > LIMIT.toNanos()) {
        failures.add(
            "after %d ms: %s".formatted(tookNanos / 1_000_000, problem.isEmpty() ? "ok" : problem));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private String answer() throws IOException {
    int patienceMillis = Math.toIntExact(PATIENCE.toMillis());
    try (Socket socket = new Socket()) {
      socket.connect(address, patienceMillis);
      socket.setSoTimeout(patienceMillis);
      String request = "GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private void beat() {
    while (!stopped) {
      long startNanos = System.nanoTime();
      LockSupport.parkNanos(BEAT_NANOS);
      long lateNanos = System.nanoTime() - startNanos - BEAT_NANOS;
      // What a beat is late by as a rule is no delay worth the name.
      if (lateNanos > BEAT_NANOS) {
        ownDelayNanos.addAndGet(lateNanos);
      }
    }
  }
}
