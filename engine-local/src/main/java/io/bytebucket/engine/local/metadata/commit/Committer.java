package io.bytebucket.engine.local.metadata.commit;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.engine.local.metadata.rocks.Database;
import io.bytebucket.engine.local.metadata.rocks.RocksFailures;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
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
 * The one thread that writes. It takes all requests that wait, decides which conflict, writes them
 * with one sync, and answers their callers. While it syncs, the next requests gather.
 *
 * <p>It is a platform thread. A call into RocksDB blocks the carrier of a virtual thread, and there
 * are only as many carriers as cores, so if virtual threads made synced writes themselves, too few
 * would ever wait together to share a sync.
 *
 * <p>Whatever is thrown, every caller gets an answer. An exception fails the current round, and the
 * thread goes on with the next. An error ends the thread, because nobody can say what state it left
 * behind: callers that wait and callers that come later are refused, and the process is told.
 */
public final class Committer {
  /** After this long without a commit, the end of the log is marked. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final CommitTarget target;
  private final Instruments instruments;
  private final Consumer<Throwable> onFatal;
  private final RecentWrites recent;
  private final CommitQueue queue;
  private final CommitRound round = new CommitRound();
  private final CommitFigures figures = new CommitFigures();
  private final AtomicBoolean isFatalTold = new AtomicBoolean();
  private final Thread thread;
  private final CommitWatch watch;
  private boolean isLogMarked = true;
  private boolean isFailing;
  private boolean isHanging;

  /** All writes up to this number are durable. Set by the committer's thread alone. */
  private volatile long durable;

  /**
   * What a committer works with besides the store.
   *
   * @param recentBytes how many bytes of recently written keys it remembers
   * @param nanoTime the clock
   * @param log where it reports trouble
   * @param threads makes its thread
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
   * @param space the free room where the database is
   * @param check tells whether a sync can be trusted
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
    // All that was recovered came from the disk, so it is durable.
    this.durable = target.sequence();
    this.thread = instruments.threads().newThread(this::run);
    thread.start();
    this.watch =
        new CommitWatch(Thread.ofPlatform().name("metadata-watch").daemon().factory(), this::look);
  }

  /**
   * Commits a request that has run, and waits for that.
   *
   * @return what its last run returned, once that is durable
   */
  public <R> R commit(CommitRequest<R> request) {
    watch.requireAlive();
    return queue.await(request);
  }

  /**
   * Whether a view up to that write shows only what is durable. It may show more in the moment
   * before a commit is acknowledged, and after a commit whose outcome is unknown.
   */
  public boolean isDurable(long version) {
    return version <= durable;
  }

  /**
   * Whether the calling thread is the committer's, which is running a change again. If it waited
   * for a commit, it would wait for itself.
   */
  public boolean isCurrentThread() {
    return Thread.currentThread() == thread;
  }

  /** Makes sure that the watch is alive. */
  public void keepWatched() {
    watch.requireAlive();
  }

  /** What may be known of how it fares. */
  public List<Figure> figures() {
    return figures.of(queue);
  }

  /** How many bytes of room the queue has left. */
  int roomBytes() {
    return queue.roomBytes();
  }

  /**
   * What the watch does each second: it checks the thread, and answers callers that have waited too
   * long.
   */
  void look() {
    if (!thread.isAlive() && !queue.isShut()) {
      collapse(new IllegalStateException("the committer's thread is gone"));
    }
    if (!queue.expire()) {
      isHanging = false;
    } else if (!isHanging) {
      isHanging = true;
      // In another thread, because this one must not wait for a log that cannot be written.
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

  /** Refuses all callers from now on. */
  private void collapse(Throwable cause) {
    queue.shut();
    if (!isFatalTold.getAndSet(true)) {
      onFatal.accept(cause);
    }
  }

  /** Waits for a request; null at the end, and when the caller should ask again. */
  private @Nullable CommitRequest<?> next() {
    try {
      CommitRequest<?> first = isLogMarked ? queue.take() : queue.poll(IDLE);
      if (first == null) {
        markEndOfLog();
      }
      return first;
    } catch (InterruptedException e) {
      // Nobody has a reason to interrupt this thread. It ends only at the end of the queue.
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
        long begin = instruments.nanoTime().getAsLong();
        group.write();
        target.requireFileSystemIsUp();
        durable = target.sequence();
        figures.wrote(round.count(), instruments.nanoTime().getAsLong() - begin);
      }
      // The only line that says success: everything that the requests saw and wrote is on disk.
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
    figures.failed();
    round.fail(failure, cause);
    if (!isFailing) {
      isFailing = true;
      say(Level.ERROR, "metadata cannot be committed; reads go on", cause);
    }
  }

  /**
   * Writes an empty record after the last commit. Everything before the last record of a log was
   * synced, so damage there cannot be a torn write. The next start checks for it.
   */
  private void markEndOfLog() {
    if (isLogMarked) {
      return;
    }
    isLogMarked = true;
    try {
      target.markEndOfLog();
    } catch (RocksDBException | RuntimeException e) {
      // If the error lasts, the next commit will report it.
      say(Level.WARN, "the end of the metadata log cannot be marked", e);
    }
  }

  /** Logs. If that fails, it must not change what callers are told. */
  private void say(Level level, String what, @Nullable Throwable cause) {
    try {
      instruments.log().atLevel(level).setCause(cause).log(what);
    } catch (Throwable e) {
      // There is nowhere else to say it.
    }
  }

  /**
   * Commits what is queued, and ends the threads. Nobody may call {@link #commit} any more.
   * Idempotent.
   *
   * @return whether they ended; if not, the committer hangs in a call, and the database must stay
   *     open
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
