package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.failure.StoreException;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The requests between their callers and the committer. Thread-safe.
 *
 * <p>Bounded by the memory they take, not by a count. The committer gives room back once it has let
 * go of a request, and a caller that leaves does not: what it queued is still there, and while a
 * disk hangs one crowd after the other would fill the heap.
 */
final class CommitQueue {
  private final BlockingQueue<CommitRequest<?>> queue = new LinkedBlockingQueue<>();
  private final CommitRequest<String> end = new CommitRequest<>(_ -> "");
  private final CommitLimits limits;
  private final LongSupplier nanoTime;
  private final Semaphore room;
  private final Semaphore outside;

  /** Those whose callers wait. */
  private final Set<CommitRequest<?>> waiting = ConcurrentHashMap.newKeySet();

  private volatile boolean isShut;

  /** Set by the committer's thread alone. */
  private boolean isEndReached;

  CommitQueue(CommitLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.room = new Semaphore(limits.queueBytes(), true);
    this.outside = new Semaphore(limits.outsideBytes());
  }

  /**
   * Queues a request that has run, and waits for what comes of it.
   *
   * @throws StoreException as {@link CommitRequest#await}; with {@link
   *     io.bytebucket.core.failure.Failure.Busy} also when there is no room
   */
  <R> R await(CommitRequest<R> request) {
    int bytes = (int) Math.min(request.sizeBytes(), limits.queueBytes());
    if (isShut || !takeRoom(bytes)) {
      throw new StoreException(RocksFailures.busy());
    }
    try {
      put(request, bytes);
      return request.await();
    } finally {
      waiting.remove(request);
    }
  }

  private void put(CommitRequest<?> request, int bytes) {
    boolean isQueued = false;
    try {
      request.queued(nanoTime.getAsLong(), bytes);
      waiting.add(request);
      isQueued = queue.add(request);
    } finally {
      if (!isQueued) {
        room.release(bytes);
      }
    }
    if (isShut) {
      // Whoever shut it may have looked before this one was there.
      request.giveUp();
    }
  }

  private boolean takeRoom(int bytes) {
    try {
      return room.tryAcquire(bytes, 0, TimeUnit.NANOSECONDS) || awaitRoom(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Those who wait for room hold what they want to queue, too. */
  private boolean awaitRoom(int bytes) throws InterruptedException {
    int held = Math.min(bytes, limits.outsideBytes());
    if (!outside.tryAcquire(held)) {
      return false;
    }
    try {
      return room.tryAcquire(bytes, limits.queueWait().toNanos(), TimeUnit.NANOSECONDS);
    } finally {
      outside.release(held);
    }
  }

  /** The next request, without waiting; null when there is none. */
  @Nullable CommitRequest<?> poll() {
    return requestOf(queue.poll());
  }

  /** The next request, for which it waits; null when there is none so long, or at the end. */
  @Nullable CommitRequest<?> poll(Duration limit) throws InterruptedException {
    return requestOf(queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** The next request, for which it waits; null at the end. */
  @Nullable CommitRequest<?> take() throws InterruptedException {
    return requestOf(queue.take());
  }

  private @Nullable CommitRequest<?> requestOf(@Nullable CommitRequest<?> next) {
    isEndReached |= next == end;
    return next == end ? null : next;
  }

  /** Puts the end behind all that is queued. */
  void end() {
    queue.add(end);
  }

  /** Whether the end was met. */
  boolean isEndReached() {
    return isEndReached;
  }

  /** Gives room back for requests that the committer has let go of. */
  void release(int bytes) {
    room.release(bytes);
  }

  /** How much room there is. */
  int roomBytes() {
    return room.availablePermits();
  }

  /**
   * Answers the callers that have waited too long, whatever the committer is at.
   *
   * @return whether there were any
   */
  boolean expire() {
    long now = nanoTime.getAsLong();
    boolean isAnyLate = false;
    for (CommitRequest<?> request : waiting) {
      if (request.waitedNanos(now) > limits.commitWait().toNanos() && !request.isEnded()) {
        request.giveUp();
        isAnyLate = true;
      }
    }
    return isAnyLate;
  }

  /** Answers everybody who waits and everybody who comes from now on: nobody will commit. */
  void shut() {
    isShut = true;
    waiting.forEach(CommitRequest::giveUp);
    for (CommitRequest<?> left = queue.poll(); left != null; left = queue.poll()) {
      room.release(left.chargedBytes());
    }
  }

  /** Whether nobody will commit. */
  boolean isShut() {
    return isShut;
  }
}
