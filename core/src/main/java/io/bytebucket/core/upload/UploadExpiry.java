package io.bytebucket.core.upload;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Aborts uploads that were forgotten, and forgets those that were completed, in rounds of bounded
 * length. Traces stand in the order of upload ids, which is that of age as far as one start and a
 * clock that nobody sets are concerned. So a round goes through those of each start as far as they
 * are old enough, which costs as much as there are starts and such traces; and beside that it looks
 * at a number of all there are, in turn, so that one whose place says nothing of its age is found
 * too. Thread-safe, but one thread is enough.
 */
public final class UploadExpiry {
  /** For how long a client may ask again what came of an upload. */
  private static final Duration ANSWERS_KEPT = Duration.ofDays(1);

  private static final int BATCH = 64;

  /**
   * How many traces a round looks at and parts it frees, or the last upload more: it can be waited
   * for.
   */
  private static final int ROUND_MAX = 2_000;

  /** How many more it looks at wherever they stand: a million are seen within a day. */
  private static final int IN_TURN = 1_000;

  private static final Key FIRST = Keyspace.uploadsByAge();
  private static final Key END = FIRST.afterPrefix();

  private final MetadataStore metadata;
  private final Uploads uploads;
  private final Clock clock;
  private final Optional<Duration> expiry;

  /** Where the next round begins; the first, unless the last one ended at its bound. */
  private Key next = FIRST;

  /** Where the look at all there are goes on. */
  private Key inTurn = FIRST;

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
  public synchronized int run() {
    Round round = new Round(clock.instant());
    next = round.throughTheOld(next);
    inTurn = round.throughSome(inTurn);
    return round.end();
  }

  /** Whether the last round ended at its bound. */
  public synchronized boolean isMoreDue() {
    return !next.equals(FIRST);
  }

  private final class Round {
    private final Instant now;
    private final Instant youngest;
    private int left = ROUND_MAX;
    private int aborted;
    private @Nullable StoreException failure;

    Round(Instant now) {
      this.now = now;
      this.youngest =
          now.minus(expiry.filter(e -> e.compareTo(ANSWERS_KEPT) < 0).orElse(ANSWERS_KEPT));
    }

    /** Goes through the traces of each start up to one that is young; where to go on, if not. */
    Key throughTheOld(Key from) {
      AtomicReference<Key> at = new AtomicReference<>(from);
      while (left > 0 && at.get().compareTo(END) < 0) {
        Key begun = at.get();
        RangeReader.of(metadata)
            .rows(
                begun,
                END,
                BATCH,
                row -> {
                  boolean isOld = attend(row);
                  at.set(isOld ? row.key().next() : afterStart(row.key()));
                  return isOld && left > 0;
                });
        if (at.get().equals(begun)) {
          return FIRST;
        }
      }
      return left > 0 ? FIRST : at.get();
    }

    /** After all traces of the start that made this one. */
    private static Key afterStart(Key trace) {
      int start = Keyspace.agedUpload(trace).start();
      return start == Integer.MAX_VALUE ? END : Keyspace.uploadByAge(new BlobId(start + 1, 0));
    }

    /** Looks at some traces, whatever those before them are; where to go on. */
    Key throughSome(Key from) {
      if (left <= 0) {
        return from;
      }
      ScanPage page =
          metadata.read(snapshot -> snapshot.scan(ScanRequest.range(from, END, IN_TURN)));
      for (Row.Entry row : page.entries()) {
        if (left <= 0) {
          return row.key();
        }
        attend(row);
      }
      return page.end() instanceof ScanPage.End.LimitReached(Key rest) ? rest : FIRST;
    }

    /** Ends what is to end; whether those after it are likely to be old enough too. */
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
