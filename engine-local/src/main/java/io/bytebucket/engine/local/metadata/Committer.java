package io.bytebucket.engine.local.metadata;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. It takes everything that waits, decides what conflicts, writes it
 * with one sync, and wakes the callers; while it syncs, the next group gathers.
 *
 * <p>A platform thread: a call into RocksDB holds on to the carrier of a virtual one, and there are
 * as many carriers as cores, so that synced writes from virtual threads would never meet.
 */
final class Committer implements AutoCloseable {
  /** How much may wait: the queue is bounded by the memory it takes, not by a count. */
  static final int QUEUE_LIMIT_BYTES = 32 << 20;

  /** Enough to make the sync cheap, and few enough that the first caller does not wait for it. */
  private static final int GROUP_LIMIT = 1_024;

  /** A larger write takes longer than its sync, and delays all in it. */
  private static final long GROUP_LIMIT_BYTES = 8L << 20;

  /** How long a caller waits for room in the queue before it is told to come back. */
  private static final Duration QUEUE_WAIT = Duration.ofSeconds(5);

  /** How long a caller waits for a commit: a disk that takes longer is as good as gone. */
  private static final Duration COMMIT_WAIT = Duration.ofSeconds(30);

  private static final Duration WATCH_BEAT = Duration.ofSeconds(1);

  /** After this long without a commit, the log gets its end mark. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(Committer.class);

  private final Database database;
  private final FreeSpace space;
  private final SyncCheck check;
  private final RecentWrites recent = new RecentWrites(RecentWrites.LIMIT_BYTES);
  private final BlockingQueue<CommitRequest<?>> queue = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(QUEUE_LIMIT_BYTES, true);
  private final CommitRequest<String> end = new CommitRequest<>(_ -> "");
  private final Set<CommitRequest<?>> waiting = ConcurrentHashMap.newKeySet();
  private final Thread thread;
  private final Thread watch;
  private boolean isLogMarked = true;
  private boolean isFailing;

  /** Everything up to the write of this number is durable. Set by the committer's thread alone. */
  private volatile long durable;

  /** Starts the thread. */
  Committer(Database database, FreeSpace space, SyncCheck check) {
    this.database = database;
    this.space = space;
    this.check = check;
    // What was recovered came from the disk.
    this.durable = database.sequence();
    this.thread = Thread.ofPlatform().name("metadata-committer").daemon().start(this::run);
    this.watch = Thread.ofPlatform().name("metadata-watch").daemon().start(this::watch);
  }

  /**
   * Commits a request that has run.
   *
   * @return what its last run returned, once that is durable
   */
  <R> R commit(CommitRequest<R> request) {
    int sizeBytes = (int) Math.min(request.sizeBytes(), QUEUE_LIMIT_BYTES);
    requireRoom(sizeBytes);
    try {
      waiting.add(request);
      queue.add(request);
      return request.await();
    } finally {
      waiting.remove(request);
      room.release(sizeBytes);
    }
  }

  /**
   * Whether a view up to that write shows only what is durable. It does not in the moment before a
   * commit is acknowledged, nor after one whose outcome is unknown.
   */
  boolean isDurable(long version) {
    return version <= durable;
  }

  /** Whether the caller is a change that runs again: for it to wait here would be for ever. */
  boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  private void requireRoom(int sizeBytes) {
    try {
      if (room.tryAcquire(sizeBytes, QUEUE_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new StoreException(RocksFailures.busy());
  }

  /** Looks now and then for callers that have waited too long, whatever the committer is at. */
  private void watch() {
    while (thread.isAlive()) {
      LockSupport.parkNanos(this, WATCH_BEAT.toNanos());
      waiting.forEach(request -> request.expire(COMMIT_WAIT));
    }
  }

  private void run() {
    CommitRequest<?> first = next();
    while (first != end) {
      first = commitGroup(first);
      if (first == null) {
        first = next();
      }
    }
    markEndOfLog();
  }

  /** Waits for a request. */
  private CommitRequest<?> next() {
    while (true) {
      try {
        CommitRequest<?> first =
            isLogMarked ? queue.take() : queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
          return first;
        }
        markEndOfLog();
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread, and it ends by its last request only.
        LOG.warn("the committer was interrupted and goes on");
      }
    }
  }

  /**
   * Commits {@code first} and all that waits behind it, within the limits of a group.
   *
   * @return the end, when it was met; otherwise null
   */
  private @Nullable CommitRequest<?> commitGroup(CommitRequest<?> first) {
    try (CommitGroup group = new CommitGroup(database, recent, space.isLow())) {
      long sizeBytes = 0;
      int count = 0;
      CommitRequest<?> request = first;
      while (request != null && request != end) {
        sizeBytes += request.sizeBytes();
        count++;
        group.add(request);
        boolean isFull = count == GROUP_LIMIT || sizeBytes >= GROUP_LIMIT_BYTES;
        request = isFull ? null : queue.poll();
      }
      write(group);
      return request;
    }
  }

  private void write(CommitGroup group) {
    if (!group.hasWrites() && isDurable(database.sequence())) {
      return;
    }
    isLogMarked = false;
    try {
      // Without writes this is a mark: once that is durable, so is all that the group read.
      group.write();
      check.requireFileSystemIsUp();
      durable = database.sequence();
      if (isFailing) {
        LOG.info("metadata can be committed again");
      }
      isFailing = false;
    } catch (RocksDBException e) {
      fail(group, RocksFailures.ofCommit(e), e);
    } catch (IOException e) {
      fail(group, new Failure.OutcomeUnknown(), e);
    } catch (RuntimeException | Error e) {
      LOG.error("the committer failed", e);
      group.fail(new Failure.OutcomeUnknown(), e);
    }
  }

  private void fail(CommitGroup group, Failure failure, Exception cause) {
    if (!isFailing) {
      LOG.error("metadata cannot be committed; reads go on", cause);
    }
    isFailing = true;
    group.fail(failure, cause);
  }

  /**
   * Writes an empty record behind the last commit. What comes before the last record of a log was
   * synced, so damage there is damage and not a torn write: see {@link LogCheck}.
   */
  private void markEndOfLog() {
    if (isLogMarked) {
      return;
    }
    isLogMarked = true;
    try {
      database.markEndOfLog();
    } catch (RocksDBException e) {
      // The next commit will get the error, if it lasts.
      LOG.warn("the end of the metadata log cannot be marked", e);
    }
  }

  /** Commits what is queued, and ends the thread; idempotent. */
  @Override
  public void close() {
    queue.add(end);
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    LockSupport.unpark(watch);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
