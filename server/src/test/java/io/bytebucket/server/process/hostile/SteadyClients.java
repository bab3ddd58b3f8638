package io.bytebucket.server.process.hostile;

import io.bytebucket.server.process.Endpoint;
import io.bytebucket.server.process.GeneratedBytes;
import io.bytebucket.server.process.S3Connection;
import io.bytebucket.testkit.RawResponse;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that only want their work done: together they store and read back a hundred objects a
 * second, on connections that they keep. What the server says it cannot do now (SlowDown) is no
 * failure; anything else but success is. Thread-safe; {@link #close} ends them.
 */
final class SteadyClients implements AutoCloseable {
  private static final String BUCKET = "steady";
  private static final int CLIENTS = 16;
  private static final long PAIR_NANOS = 10_000_000;

  /** Those that were late by more than this are left out, not made up for in one burst. */
  private static final long LATEST_PAIRS = 100;

  private static final int FAILURES_KEPT = 20;

  /** Connections of an attack that has ended may take room for some seconds more. */
  private static final int RETRIES = 10_000;

  private final Endpoint endpoint;
  private final long startNanos = System.nanoTime();
  private final AtomicLong next = new AtomicLong();
  private final Queue<Long> acknowledged = new ConcurrentLinkedQueue<>();
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pairs = new AtomicInteger();
  private final AtomicInteger slowedDown = new AtomicInteger();
  private final AtomicInteger reconnects = new AtomicInteger();
  private final AtomicLong longestNanos = new AtomicLong();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean stopped;

  private SteadyClients(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /** Makes their bucket and lets them begin. */
  static SteadyClients start(Endpoint endpoint) throws IOException {
    try (S3Connection connection = new S3Connection(endpoint)) {
      connection.createBucket(BUCKET);
    }
    SteadyClients all = new SteadyClients(endpoint);
    for (int n = 0; n < CLIENTS; n++) {
      all.clients.add(Thread.ofVirtual().start(all::work));
    }
    return all;
  }

  /** What went wrong, in the words of the server where it answered. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  /** How many objects were stored and read back. */
  int pairs() {
    return pairs.get();
  }

  /** What was done since the last call. */
  String report() {
    return "%d pairs, %d SlowDown, %d connected anew, longest request %d ms, %d failures"
        .formatted(
            pairs.get(),
            slowedDown.get(),
            reconnects.get(),
            longestNanos.getAndSet(0) / 1_000_000,
            failures.size());
  }

  /** Reads everything back that the server said it had stored; returns what it does not have. */
  List<String> lost() throws IOException {
    List<String> lost = new ArrayList<>();
    try (S3Connection connection = new S3Connection(endpoint)) {
      for (long number : acknowledged) {
        RawResponse read = connection.get(BUCKET, key(number));
        for (int retry = 0; retry < RETRIES && isSlowDown(read); retry++) {
          read = connection.get(BUCKET, key(number));
        }
        if (read.status() != 200 || !Arrays.equals(read.body(), body(number))) {
          lost.add(key(number) + ": " + read.status());
        }
      }
    }
    return lost;
  }

  /** Ends them, after the requests that they are at. */
  @Override
  public void close() {
    stopped = true;
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException stopTheTest) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(stopTheTest);
      }
    }
  }

  private void work() {
    try (Kept connection = new Kept()) {
      while (!stopped) {
        long due = (System.nanoTime() - startNanos) / PAIR_NANOS;
        long number = next.getAndUpdate(n -> Math.max(n, due - LATEST_PAIRS) + 1);
        number = Math.max(number, due - LATEST_PAIRS);
        long waitNanos = startNanos + number * PAIR_NANOS - System.nanoTime();
        while (waitNanos > 0 && !stopped) {
          LockSupport.parkNanos(waitNanos);
          waitNanos = startNanos + number * PAIR_NANOS - System.nanoTime();
        }
        if (!stopped && failures.size() < FAILURES_KEPT) {
          pair(connection, number);
        }
      }
    } catch (IOException e) {
      failures.add("closing: " + e);
    }
  }

  private void pair(Kept connection, long number) {
    try {
      byte[] body = body(number);
      if (!isDone("PUT", number, connection.request(c -> c.put(BUCKET, key(number), body)))) {
        return;
      }
      acknowledged.add(number);
      RawResponse read = connection.request(c -> c.get(BUCKET, key(number)));
      if (isDone("GET", number, read)) {
        if (Arrays.equals(read.body(), body)) {
          pairs.incrementAndGet();
        } else {
          failures.add("GET %s: other bytes".formatted(key(number)));
        }
      }
    } catch (IOException e) {
      failures.add("%s: %s".formatted(key(number), e));
    }
  }

  private boolean isDone(String method, long number, RawResponse response) {
    if (isSlowDown(response)) {
      slowedDown.incrementAndGet();
      return false;
    }
    if (response.status() != 200) {
      failures.add("%s %s: %s".formatted(method, key(number), response));
      return false;
    }
    return true;
  }

  private static boolean isSlowDown(RawResponse response) {
    return response.status() == 503 && response.text().contains("<Code>SlowDown</Code>");
  }

  private static String key(long number) {
    return "k" + number;
  }

  private static byte[] body(long number) {
    return new GeneratedBytes(number, number % 20 == 0 ? 65_536 : 4096).toArray();
  }

  /** What is sent on a connection. */
  private interface Exchange {
    RawResponse with(S3Connection connection) throws IOException;
  }

  /**
   * A connection that is opened anew, once, when the server has closed it while it was idle: every
   * client of HTTP has to do that. Any other break is the caller's to judge.
   */
  private final class Kept implements AutoCloseable {
    private S3Connection connection = new S3Connection(endpoint);
    private boolean isUsed;

    RawResponse request(Exchange exchange) throws IOException {
      long beginNanos = System.nanoTime();
      try {
        return with(exchange);
      } catch (SocketTimeoutException unanswered) {
        throw unanswered;
      } catch (IOException broken) {
        if (!isUsed) {
          throw broken;
        }
        reconnects.incrementAndGet();
        isUsed = false;
        connection.close();
        connection = new S3Connection(endpoint);
        return with(exchange);
      } finally {
        longestNanos.accumulateAndGet(System.nanoTime() - beginNanos, Math::max);
      }
    }

    private RawResponse with(Exchange exchange) throws IOException {
      RawResponse response = exchange.with(connection);
      isUsed = !response.header("connection").equalsIgnoreCase("close");
      return response;
    }

    @Override
    public void close() throws IOException {
      connection.close();
    }
  }
}
