package io.bytebucket.engine.local.metadata.commit;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A committer with a clock that stands still, and what it says of its own end. */
final class CommitterFixture implements AutoCloseable {
  static final CommitLimits LIMITS =
      new CommitLimits(64 << 10, 16 << 10, Duration.ZERO, Duration.ofSeconds(30));

  private static final Logger LOG = LoggerFactory.getLogger(CommitterFixture.class);
  private static final Duration LONG = Duration.ofMinutes(2);

  private final AtomicLong now = new AtomicLong();
  private final Queue<Throwable> ends = new ConcurrentLinkedQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Committer committer;

  CommitterFixture(CommitTarget target) {
    this(target, RecentWrites.LIMIT_BYTES, LOG, Thread.ofPlatform().daemon().factory());
  }

  CommitterFixture(CommitTarget target, long recentBytes, Logger log, ThreadFactory threads) {
    this.committer =
        new Committer(
            target,
            LIMITS,
            new Committer.Instruments(recentBytes, now::get, log, threads),
            this::fatal);
  }

  /** A log that cannot be written. */
  static Logger brokenLog() {
    return (Logger)
        Proxy.newProxyInstance(
            CommitterFixture.class.getClassLoader(),
            new Class<?>[] {Logger.class},
            (_, _, _) -> {
              throw new IllegalStateException("planted: the log cannot be written");
            });
  }

  private void fatal(Throwable cause) {
    ends.add(cause);
    ended.countDown();
  }

  Committer committer() {
    return committer;
  }

  /** What the process was told, at most one thing. */
  Queue<Throwable> ends() {
    return ends;
  }

  void awaitEnd() throws InterruptedException {
    ended.await();
  }

  void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Override
  public void close() {
    if (!committer.close(LONG)) {
      throw new IllegalStateException("the committer does not end");
    }
  }
}
