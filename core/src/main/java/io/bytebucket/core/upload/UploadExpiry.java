package io.bytebucket.core.upload;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Aborts uploads that were forgotten, and forgets those that were completed, in rounds of bounded
 * length. It reads the oldest traces only: rounds cost as much as there are uploads older than the
 * shorter of its times. Thread-safe, but one thread is enough.
 */
public final class UploadExpiry {
  /** For how long a client may ask again what came of an upload. */
  private static final Duration ANSWERS_KEPT = Duration.ofDays(1);

  private static final int BATCH = 256;

  /**
   * How many traces a round looks at and parts it frees, or the last upload more: it can be waited
   * for.
   */
  private static final int ROUND_MAX = 2_000;

  private static final Key OLDEST = Keyspace.uploadsByAge();

  private final MetadataStore metadata;
  private final Uploads uploads;
  private final Clock clock;
  private final Optional<Duration> expiry;

  /** Where the next round begins; the oldest, unless the last one ended at its bound. */
  private final AtomicReference<Key> next = new AtomicReference<>(OLDEST);

  /**
   * An expiry of these uploads.
   *
   * @param expiry how long an upload may be open; none for ever
   */
  public UploadExpiry(
      MetadataStore metadata, Uploads uploads, Clock clock, Optional<Duration> expiry) {
    this.metadata = metadata;
    this.uploads = uploads;
    this.clock = clock;
    this.expiry = expiry;
  }

  /**
   * Goes through the uploads that are old enough, as far as a round goes; the next one goes on from
   * there.
   *
   * @return how many were aborted
   * @throws StoreException as one could not be looked at or aborted; where it is damaged, after
   *     others were, which it does not keep
   */
  public int run() {
    Round round = new Round(clock.instant());
    RangeReader.of(metadata).rows(next.get(), OLDEST.afterPrefix(), BATCH, round::goesOnAfter);
    next.set(round.next);
    return round.end();
  }

  /** Whether the last round ended at its bound. */
  public boolean isMoreDue() {
    return !next.get().equals(OLDEST);
  }

  private final class Round {
    private final Instant now;
    private final Instant youngest;
    private int left = ROUND_MAX;
    private Key next = OLDEST;
    private int aborted;
    private @Nullable StoreException failure;

    Round(Instant now) {
      this.now = now;
      this.youngest =
          now.minus(expiry.filter(e -> e.compareTo(ANSWERS_KEPT) < 0).orElse(ANSWERS_KEPT));
    }

    /** Looks at a trace; whether the round looks at the one after it. */
    boolean goesOnAfter(Row.Entry row) {
      if (!attend(row)) {
        return false;
      }
      if (left <= 0) {
        next = row.key().next();
        return false;
      }
      return true;
    }

    /** Ends what is to end; whether those after it may be old enough too. */
    private boolean attend(Row.Entry row) {
      left--;
      try {
        UploadTrace trace = UploadTrace.decode(row.value());
        // One from the future says nothing of those after it: the clock was set back since.
        if (trace.initiatedAt().isAfter(youngest) && !trace.initiatedAt().isAfter(now)) {
          return false;
        }
        attend(new UploadId(Keyspace.agedUpload(row.key())), trace);
      } catch (StoreException e) {
        if (!(e.failure() instanceof Failure.Corrupt)) {
          throw e;
        }
        failure = e;
      }
      return true;
    }

    private void attend(UploadId id, UploadTrace trace) {
      switch (trace) {
        case UploadTrace.Open open -> {
          if (expiry.filter(e -> !open.initiatedAt().isAfter(now.minus(e))).isPresent()) {
            left -= uploads.abort(id, open.bucketId(), open.key());
            aborted++;
          }
        }
        case UploadTrace.Completed done -> {
          if (!done.completedAt().isAfter(now.minus(ANSWERS_KEPT))) {
            metadata.write(transaction -> {
              transaction.delete(Keyspace.uploadByAge(id.number()));
              return id;
            });
          }
        }
      }
    }

    int end() {
      if (failure != null) {
        throw failure;
      }
      return aborted;
    }
  }
}
