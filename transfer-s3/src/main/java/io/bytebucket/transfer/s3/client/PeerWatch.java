package io.bytebucket.transfer.s3.client;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Ends requests whose endpoint does nothing. A socket knows how long nothing was read, but not that
 * a head comes byte after byte, nor that nobody takes what is written. So who waits for an endpoint
 * says so here. Thread-safe.
 */
final class PeerWatch implements AutoCloseable {
  /** An endpoint that does nothing for so long has failed. */
  static final Duration SILENCE = Duration.ofSeconds(60);

  /** Putting a large upload together takes longer at some. */
  static final Duration COMPLETING = Duration.ofMinutes(5);

  private final Duration silence;
  private final Duration completing;
  private final ScheduledExecutorService clock;
  private final Set<Waiting> all = ConcurrentHashMap.newKeySet();

  /**
   * A watch.
   *
   * @param silence how long an endpoint may do nothing
   * @param completing the same while it puts an upload together
   */
  PeerWatch(Duration silence, Duration completing) {
    this.silence = silence;
    this.completing = completing;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("peer-watch").factory());
    long everyNanos = Math.max(1, silence.toNanos() / 30);
    var _ = clock.scheduleWithFixedDelay(this::look, everyNanos, everyNanos, TimeUnit.NANOSECONDS);
  }

  static PeerWatch standard() {
    return new PeerWatch(SILENCE, COMPLETING);
  }

  /** How long an endpoint may do nothing about that request. */
  Duration most(SdkHttpRequest request) {
    return request.method() == SdkHttpMethod.POST
            && request.firstMatchingRawQueryParameter("uploadId").isPresent()
        ? completing
        : silence;
  }

  /** Begins to wait, for what must happen within that time. */
  Waiting begin(Duration most, Runnable end) {
    Waiting waiting = new Waiting(most, end);
    all.add(waiting);
    return waiting;
  }

  private void look() {
    all.forEach(Waiting::look);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** Somebody who waits for an endpoint, with breaks. */
  final class Waiting implements AutoCloseable {
    private final long mostNanos;
    private final Runnable end;
    private long sinceNanos = System.nanoTime();
    private boolean isWaiting = true;
    private boolean isEnded;

    private Waiting(Duration most, Runnable end) {
      this.mostNanos = most.toNanos();
      this.end = end;
    }

    /** The endpoint has done something, and what comes now is not for it to do. */
    synchronized void pause() {
      isWaiting = false;
    }

    /** It is for the endpoint to do something again. */
    synchronized void goOn() {
      isWaiting = true;
      sinceNanos = System.nanoTime();
    }

    /** Whether its request was ended. */
    synchronized boolean isEnded() {
      return isEnded;
    }

    private void look() {
      synchronized (this) {
        if (!isWaiting || isEnded || System.nanoTime() - sinceNanos < mostNanos) {
          return;
        }
        isEnded = true;
      }
      end.run();
    }

    @Override
    public void close() {
      all.remove(this);
    }
  }
}
