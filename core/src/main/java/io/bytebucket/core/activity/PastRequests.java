package io.bytebucket.core.activity;

import io.bytebucket.core.schema.ActivityKeys;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/**
 * Single requests of the past, as many as an operator wants kept. Thread-safe; what is added is
 * durable on return.
 */
public final class PastRequests {
  /** How many are added in one commit at the most. */
  public static final int BATCH_MAX = 500;

  /** How many a page has at the most. */
  public static final int PAGE_MAX = 200;

  /** How many a page looks at, however few of them are wanted. */
  private static final int LOOKED_AT_MAX = 20_000;

  private static final int SCAN_ROWS = 500;
  private static final long MICROS_A_MINUTE = 60_000_000;

  private final MetadataStore metadata;
  private final IntSupplier start;
  private final AtomicInteger number = new AtomicInteger();

  /**
   * The requests that are kept in a store.
   *
   * @param start which start of the store this is, so that no two servers use one key
   */
  public PastRequests(MetadataStore metadata, IntSupplier start) {
    this.metadata = metadata;
    this.start = start;
  }

  /** Adds requests that have ended, up to {@value #BATCH_MAX}, in one commit. */
  public void add(List<PastRequest> requests) {
    Map<Long, Long> minutes = new TreeMap<>();
    Map<Key, byte[]> rows = new TreeMap<>();
    for (PastRequest request : requests) {
      long micros = request.endedMicros();
      rows.put(
          ActivityKeys.request(micros, start.getAsInt(), number.getAndIncrement()),
          request.encode());
      minutes.merge(Math.floorDiv(micros, MICROS_A_MINUTE), 1L, Long::sum);
    }
    metadata.write(transaction -> {
      rows.forEach(transaction::put);
      minutes.forEach((minute, count) -> transaction.add(ActivityKeys.minute(minute), count));
      transaction.add(ActivityKeys.requestCount(), rows.size());
      return rows;
    });
  }

  /** How many are kept. */
  public long count() {
    return metadata.read(snapshot -> snapshot.counter(ActivityKeys.requestCount()));
  }

  /**
   * A page of requests.
   *
   * @param requests the latest first
   * @param next where to go on; empty when there are no more. A page may have fewer than were asked
   *     for, or none, and others may follow all the same: of many that are not wanted it looks at
   *     some
   */
  public record Page(List<PastRequest> requests, Optional<String> next) {}

  /**
   * Requests that are wanted, the latest first.
   *
   * @param cursor the {@code next} of the page before; empty for the first
   * @param limit how many at the most, 1 to {@value #PAGE_MAX}
   * @return empty when there cannot be such a cursor
   */
  public Optional<Page> page(RequestFilter filter, Optional<String> cursor, int limit) {
    Optional<Key> after = cursor.flatMap(PastRequests::keyOf);
    if (cursor.isPresent() && after.isEmpty()) {
      return Optional.empty();
    }
    Key first =
        filter
            .until()
            .map(until -> ActivityKeys.requestsUpTo(microsOf(until)))
            .orElse(ActivityKeys.requests());
    Key from = after.map(Key::next).filter(next -> next.compareTo(first) > 0).orElse(first);
    Key end =
        filter
            .from()
            .map(earliest -> ActivityKeys.requestsUpTo(microsOf(earliest) - 1))
            .orElseGet(() -> ActivityKeys.requests().afterPrefix());
    Walk walk = new Walk(filter, limit);
    RangeReader.of(metadata).rows(from, end, SCAN_ROWS, walk::goesOnAfter);
    return Optional.of(
        new Page(
            walk.found, walk.isCut ? walk.last.map(PastRequests::cursorOf) : Optional.empty()));
  }

  /** One look through the rows, by one thread. */
  private static final class Walk {
    private final RequestFilter filter;
    private final int limit;
    private final List<PastRequest> found = new ArrayList<>();
    private int lookedAt;
    private boolean isCut;
    private Optional<Key> last = Optional.empty();

    Walk(RequestFilter filter, int limit) {
      this.filter = filter;
      this.limit = limit;
    }

    boolean goesOnAfter(Row.Entry row) {
      if (found.size() == limit || lookedAt == LOOKED_AT_MAX) {
        isCut = true;
        return false;
      }
      lookedAt++;
      last = Optional.of(row.key());
      PastRequest request = PastRequest.decode(ActivityKeys.micros(row.key()), row.value());
      if (filter.matches(request)) {
        found.add(request);
      }
      return true;
    }
  }

  private static String cursorOf(Key key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.bytes());
  }

  private static Optional<Key> keyOf(String cursor) {
    try {
      return Optional.of(Key.of(Base64.getUrlDecoder().decode(cursor)))
          .filter(ActivityKeys::isRequest);
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  private static long microsOf(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /**
   * Deletes some of those that are too old or too many.
   *
   * @return whether there are more of them
   */
  public boolean prune(Instant now, KeptActivity kept) {
    Optional<Instant> earliest =
        kept.requestDays() == 0
            ? Optional.empty()
            : Optional.of(now.minus(kept.requestDays(), ChronoUnit.DAYS));
    Optional<Row.Entry> oldest =
        metadata.read(snapshot ->
            snapshot.scan(ScanRequest.prefix(ActivityKeys.minutes(), 1)).entries().stream()
                .findFirst());
    if (oldest.isEmpty()) {
      return false;
    }
    long minute = ActivityKeys.minuteOf(oldest.get().key());
    long endMicros = (minute + 1) * MICROS_A_MINUTE;
    boolean isOld = earliest.filter(time -> endMicros <= microsOf(time)).isPresent();
    if (!isOld && count() <= kept.requestsMax()) {
      return false;
    }
    deleteUpTo(minute, endMicros - 1);
    return true;
  }

  /** Deletes requests that ended in that minute, and when none are left its counter. */
  private void deleteUpTo(long minute, long lastMicros) {
    List<Key> some =
        metadata.read(snapshot ->
            snapshot
                .scan(
                    ScanRequest.range(
                        ActivityKeys.requestsUpTo(lastMicros),
                        ActivityKeys.requests().afterPrefix(),
                        BATCH_MAX))
                .entries()
                .stream()
                .map(Row.Entry::key)
                .toList());
    metadata.write(transaction -> {
      some.forEach(transaction::delete);
      transaction.add(ActivityKeys.requestCount(), -some.size());
      if (some.size() < BATCH_MAX) {
        transaction.delete(ActivityKeys.minute(minute));
      }
      return some;
    });
  }
}
