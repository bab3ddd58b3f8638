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
 * The requests that wait for the committer. Thread-safe.
 *
 * <p>It is bounded by the memory of the requests, not by their number. Only the committer gives
 * room back, once it is done with a request. A caller that gives up does not, because its request
 * is still in the queue: otherwise one crowd of callers after the other would fill the heap while a
 * disk hangs.
 */
final class CommitQueue {
  private final BlockingQueue<CommitRequest<?>> queue = new LinkedBlockingQueue<>();
  private final CommitRequest<String> end = new CommitRequest<>(_ -> "");
  private final CommitLimits limits;
  private final LongSupplier nanoTime;
  private final Semaphore room;
  private final Semaphore outside;

  /** The requests whose callers wait. */
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
   * Queues a request that has run, and waits for its outcome.
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
      // The queue may have been shut before this request was in it.
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

  /**
   * Waits for room in the queue. The requests of those who wait take memory too, so that is bounded
   * as well.
   */
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

  /** Waits for the next request; null when none comes in that time, or at the end. */
  @Nullable CommitRequest<?> poll(Duration limit) throws InterruptedException {
    return requestOf(queue.poll(limit.toNanos(), TimeUnit.NANOSECONDS));
  }

  /** Waits for the next request; null at the end. */
  @Nullable CommitRequest<?> take() throws InterruptedException {
    return requestOf(queue.take());
  }

  private @Nullable CommitRequest<?> requestOf(@Nullable CommitRequest<?> next) {
    isEndReached |= next == end;
    return next == end ? null : next;
  }

  /** Marks the end of the queue, behind everything in it. */
  void end() {
    queue.add(end);
  }

  /** Whether the committer has met the end. */
  boolean isEndReached() {
    return isEndReached;
  }

  /** Gives back the room of requests that the committer is done with. */
  void release(int bytes) {
    room.release(bytes);
  }

  /** How many callers wait for an outcome. */
  int waiting() {
    return waiting.size();
  }

  /** How much room there is in an empty queue. */
  int limitBytes() {
    return limits.queueBytes();
  }

  /** How much room there is. */
  int roomBytes() {
    return room.availablePermits();
  }

  /**
   * Answers the callers that have waited too long, whatever the committer is doing.
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

  /**
   * Refuses everybody who waits and everybody who comes later, because nothing will be committed
   * any more.
   */
  void shut() {
    isShut = true;
    waiting.forEach(CommitRequest::giveUp);
    for (CommitRequest<?> left = queue.poll(); left != null; left = queue.poll()) {
      room.release(left.chargedBytes());
    }
  }

  /** Whether nothing will be committed any more. */
  boolean isShut() {
    return isShut;
  }
}
