package io.bytebucket.admin.stats;

import io.bytebucket.core.activity.PastRequest;
import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Requests at all addresses of this server as they end, for those who look on just then. No request
 * waits for it: what somebody does not take in time is passed over, and counted. Thread-safe.
 */
public final class LiveTail {
  /** How many may look on at once. */
  static final int FEEDS_MAX = 8;

  /** How many of them may be of one user, so that there is always room for others. */
  static final int FEEDS_OF_USER_MAX = 4;

  /** How many requests wait for each of them; with the longest keys some 3 MiB. */
  static final int QUEUE_MAX = 1_000;

  /** Of how many buckets it is counted what was passed over; of more it is not said. */
  private static final int MISSED_BUCKETS_MAX = 1_000;

  private static final int RETRY_AFTER_SECONDS = 10;

  /** So often it is looked whether the server stops. */
  private static final long GLANCE_MILLIS = 250;

  private final List<Feed> feeds = new CopyOnWriteArrayList<>();
  private volatile boolean isOver;

  /** Nobody looks on. */
  public LiveTail() {}

  /** Whether anybody looks on. */
  public boolean isFollowed() {
    return !feeds.isEmpty();
  }

  /** The server stops: who looks on is let go, so that nobody waits for them. */
  public void end() {
    isOver = true;
  }

  /** A request has ended. */
  public void offer(PastRequest request) {
    for (Feed feed : feeds) {
      feed.offer(request);
    }
  }

  /**
   * Begins to look on.
   *
   * @param user who does
   * @param wanted which requests
   * @throws StoreException with {@link Failure.Busy} where too many do
   */
  synchronized Feed open(UserId user, Predicate<PastRequest> wanted) {
    long own = feeds.stream().filter(feed -> feed.user.equals(user)).count();
    if (feeds.size() >= FEEDS_MAX || own >= FEEDS_OF_USER_MAX) {
      throw new StoreException(new Failure.Busy(RETRY_AFTER_SECONDS));
    }
    Feed feed = new Feed(user, wanted);
    feeds.add(feed);
    return feed;
  }

  /** What one of those sees who look on; taken from by one thread. */
  final class Feed implements AutoCloseable {
    private final UserId user;
    private final Predicate<PastRequest> wanted;
    private final BlockingQueue<PastRequest> queue = new ArrayBlockingQueue<>(QUEUE_MAX);
    private final Map<String, Long> missed = new HashMap<>();

    private Feed(UserId user, Predicate<PastRequest> wanted) {
      this.user = user;
      this.wanted = wanted;
    }

    private void offer(PastRequest request) {
      if (wanted.test(request) && !queue.offer(request)) {
        miss(request.bucket());
      }
    }

    private void miss(String bucket) {
      synchronized (missed) {
        if (missed.size() < MISSED_BUCKETS_MAX || missed.containsKey(bucket)) {
          missed.merge(bucket, 1L, Long::sum);
        }
      }
    }

    /**
     * The next ones, up to a number; none where none ended for that long.
     *
     * @throws InterruptedException when the server stops
     */
    List<PastRequest> next(int max, Duration patience) throws InterruptedException {
      long leftMillis = patience.toMillis();
      Optional<PastRequest> first = Optional.ofNullable(queue.poll());
      while (first.isEmpty() && leftMillis > 0 && !isOver) {
        long waitedMillis = Math.min(leftMillis, GLANCE_MILLIS);
        first = Optional.ofNullable(queue.poll(waitedMillis, TimeUnit.MILLISECONDS));
        leftMillis -= waitedMillis;
      }
      List<PastRequest> some = new ArrayList<>();
      first.ifPresent(some::add);
      if (!some.isEmpty()) {
        queue.drainTo(some, max - 1);
      }
      return some;
    }

    /**
     * How many were passed over since this was asked last.
     *
     * @param told of which buckets that may be said
     */
    long missed(Predicate<String> told) {
      Map<String, Long> counted;
      synchronized (missed) {
        counted = Map.copyOf(missed);
        missed.clear();
      }
      return counted.entrySet().stream()
          .filter(one -> told.test(one.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    /** Whether there will be no more. */
    boolean isOver() {
      return isOver;
    }

    /** Looks on no longer. */
    @Override
    public void close() {
      feeds.remove(this);
    }
  }
}
