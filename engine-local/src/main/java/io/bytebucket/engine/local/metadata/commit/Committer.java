package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.engine.local.metadata.rocks.Database;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The one thread that writes. It takes everything that waits, decides what conflicts, writes it
 * with one sync, and wakes the callers; while it syncs, the next group gathers.
 *
 * <p>A platform thread: a call into RocksDB holds on to the carrier of a virtual one, and there are
 * as many carriers as cores, so that synced writes from virtual threads would never meet.
 *
 * <p>Whatever is thrown, every caller gets an answer. An exception fails the round that it came up
 * in, and the next one goes on. An error, of which nobody can say what it left behind, ends the
 * thread: those who wait and those who come later are answered, and the process is told.
 */
public final class Committer {
  /** After this long without a commit, the log gets its end mark. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final CommitTarget target;
  private final Instruments instruments;
  private final Consumer<Throwable> onFatal;
  private final RecentWrites recent;
  private final CommitQueue queue;
  private final CommitRound round = new CommitRound();
  private final AtomicBoolean isFatalTold = new AtomicBoolean();
  private final Thread thread;
  private final CommitWatch watch;
  private boolean isLogMarked = true;
  private boolean isFailing;
  private boolean isHanging;

  /** Everything up to the write of this number is durable. Set by the committer's thread alone. */
  private volatile long durable;

  /**
   * What it works with besides the store.
   *
   * @param recentBytes how much it remembers of what was written lately
   * @param nanoTime what time it is
   * @param log where it complains
   * @param threads makes its two threads
   */
  record Instruments(long recentBytes, LongSupplier nanoTime, Logger log, ThreadFactory threads) {
    static final Instruments STANDARD =
        new Instruments(
            RecentWrites.LIMIT_BYTES,
            System::nanoTime,
            LoggerFactory.getLogger(Committer.class),
            Thread.ofPlatform().name("metadata-committer").daemon().factory());
  }

  /**
   * A committer that writes into this database, and has started.
   *
   * @param space the room that is left where the database is
   * @param check tells whether a sync counts
   * @param onFatal called once, by any thread, when nothing can be committed any more until the
   *     store is opened again
   */
  public static Committer of(
      Database database, FreeSpace space, SyncCheck check, Consumer<Throwable> onFatal) {
    return new Committer(
        new DatabaseTarget(database, space, check),
        CommitLimits.STANDARD,
        Instruments.STANDARD,
        onFatal);
  }

  /**
   * Starts the thread.
   *
   * @param onFatal called once, by any thread, when nothing can be committed any more until the
   *     store is opened again
   */
  Committer(
      CommitTarget target,
      CommitLimits limits,
      Instruments instruments,
      Consumer<Throwable> onFatal) {
    this.target = target;
    this.instruments = instruments;
    this.onFatal = onFatal;
    this.recent = new RecentWrites(instruments.recentBytes());
    this.queue = new CommitQueue(limits, instruments.nanoTime());
    // What was recovered came from the disk.
    this.durable = target.sequence();
    this.thread = instruments.threads().newThread(this::run);
    thread.start();
    this.watch =
        new CommitWatch(Thread.ofPlatform().name("metadata-watch").daemon().factory(), this::look);
  }

  /**
   * Commits a request that has run.
   *
   * @return what its last run returned, once that is durable
   */
  public <R> R commit(CommitRequest<R> request) {
    watch.requireAlive();
    return queue.await(request);
  }

  /**
   * Whether a view up to that write shows only what is durable. It does not in the moment before a
   * commit is acknowledged, nor after one whose outcome is unknown.
   */
  public boolean isDurable(long version) {
    return version <= durable;
  }

  /** Whether the caller is a change that runs again: for it to wait here would be for ever. */
  public boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  /** Makes sure that somebody looks after those who wait. */
  public void keepWatched() {
    watch.requireAlive();
  }

  /** How much room the queue has. */
  int roomBytes() {
    return queue.roomBytes();
  }

  /** One look of the watch: at the thread, and at callers that have waited too long. */
  void look() {
    if (!thread.isAlive() && !queue.isShut()) {
      collapse(new IllegalStateException("the committer's thread is gone"));
    }
    if (!queue.expire()) {
      isHanging = false;
    } else if (!isHanging) {
      isHanging = true;
      // By another thread: this one must not wait for who reads the log.
      Thread.startVirtualThread(() ->
          say(Level.ERROR, "commits do not end: the disk hangs, or the committer does", null));
    }
  }

  private void run() {
    try {
      while (!queue.isEndReached()) {
        CommitRequest<?> first = next();
        if (first != null) {
          commitRound(first);
        }
      }
      markEndOfLog();
      queue.shut();
    } catch (Throwable e) { // there is nobody above who would answer the callers
      collapse(e);
    }
  }

  /** Answers everybody, for good. */
  private void collapse(Throwable cause) {
    queue.shut();
    if (!isFatalTold.getAndSet(true)) {
      onFatal.accept(cause);
    }
  }

  /** Waits for a request; null at the end, and when it has to be asked again. */
  private @Nullable CommitRequest<?> next() {
    try {
      CommitRequest<?> first = isLogMarked ? queue.take() : queue.poll(IDLE);
      if (first == null) {
        markEndOfLog();
      }
      return first;
    } catch (InterruptedException e) {
      // Nobody has a reason to interrupt this thread, and it ends by its last request only.
      say(Level.WARN, "the committer was interrupted and goes on", e);
      return null;
    }
  }

  /** Commits {@code first} and all that waits behind it, within the limits of a round. */
  private void commitRound(CommitRequest<?> first) {
    round.add(first);
    try (CommitGroup group = new CommitGroup(target, recent, target.isRoomLow())) {
      group.add(first);
      CommitRequest<?> next = round.isFull() ? null : queue.poll();
      while (next != null) {
        round.add(next);
        group.add(next);
        next = round.isFull() ? null : queue.poll();
      }
      write(group);
    } catch (RuntimeException e) {
      round.fail(e);
      say(Level.ERROR, "the committer failed and goes on", e);
    } finally {
      queue.release(round.end());
    }
  }

  private void write(CommitGroup group) {
    try {
      if (group.hasWrites() || !isDurable(target.sequence())) {
        isLogMarked = false;
        group.prepare();
        round.beginWrite();
        group.write();
        target.requireFileSystemIsUp();
        durable = target.sequence();
      }
      // The one line that says success: all that the members saw and wrote is on disk.
      round.acknowledge();
    } catch (RocksDBException e) {
      fail(RocksFailures.ofCommit(e), e);
      return;
    } catch (IOException e) {
      fail(new Failure.OutcomeUnknown(), e);
      return;
    }
    if (isFailing) {
      isFailing = false;
      say(Level.INFO, "metadata can be committed again", null);
    }
  }

  private void fail(Failure failure, Exception cause) {
    round.fail(failure, cause);
    if (!isFailing) {
      isFailing = true;
      say(Level.ERROR, "metadata cannot be committed; reads go on", cause);
    }
  }

  /**
   * Writes an empty record behind the last commit. What comes before the last record of a log was
   * synced, so damage there is damage and not a torn write: it is looked for before the next start.
   */
  private void markEndOfLog() {
    if (isLogMarked) {
      return;
    }
    isLogMarked = true;
    try {
      target.markEndOfLog();
    } catch (RocksDBException | RuntimeException e) {
      // The next commit will get the error, if it lasts.
      say(Level.WARN, "the end of the metadata log cannot be marked", e);
    }
  }

  /** What cannot be logged must not change what callers are told. */
  private void say(Level level, String what, @Nullable Throwable cause) {
    try {
      instruments.log().atLevel(level).setCause(cause).log(what);
    } catch (Throwable e) {
      // There is nowhere else to say it.
    }
  }

  /**
   * Commits what is queued, and ends the threads; idempotent. Nobody may commit any more.
   *
   * @return whether they ended; otherwise the committer hangs in a call, and what it works with
   *     must not be taken from it
   */
  public boolean close(Duration limit) {
    queue.end();
    boolean interrupted = Thread.interrupted();
    long deadline = System.nanoTime() + limit.toNanos();
    long left = limit.toNanos();
    while (thread.isAlive() && left > 0) {
      try {
        thread.join(Duration.ofNanos(left));
      } catch (InterruptedException e) {
        interrupted = true;
      }
      left = deadline - System.nanoTime();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      return false;
    }
    watch.close();
    return true;
  }
}
