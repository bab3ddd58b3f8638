package io.bytebucket.core.upload;

import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Aborts uploads that were forgotten, and forgets those that were completed. It reads the oldest
 * traces only: a round costs as much as there are uploads older than the shorter of its times.
 * Thread-safe, but one thread is enough.
 */
public final class UploadExpiry {
  /** For how long a client may ask again what came of an upload. */
  private static final Duration ANSWERS_KEPT = Duration.ofDays(1);

  private static final int BATCH = 256;

  private final MetadataStore metadata;
  private final Uploads uploads;
  private final Clock clock;
  private final Optional<Duration> expiry;

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
   * Goes once through the uploads that are old enough.
   *
   * @return how many were aborted
   */
  public int run() {
    Instant now = clock.instant();
    Instant youngest =
        now.minus(expiry.filter(e -> e.compareTo(ANSWERS_KEPT) < 0).orElse(ANSWERS_KEPT));
    int aborted = 0;
    Optional<Key> from = Optional.of(Keyspace.uploadsByAge());
    while (from.isPresent()) {
      ScanRequest request =
          ScanRequest.range(from.get(), Keyspace.uploadsByAge().afterPrefix(), BATCH);
      ScanPage page = metadata.read(snapshot -> snapshot.scan(request));
      from =
          page.end() instanceof ScanPage.End.LimitReached(Key next)
              ? Optional.of(next)
              : Optional.empty();
      for (Row row : page.rows()) {
        UploadTrace trace = decode(row);
        // One from the future says nothing of those after it: the clock was set back since.
        if (trace.initiatedAt().isAfter(youngest) && !trace.initiatedAt().isAfter(now)) {
          return aborted;
        }
        aborted += attend(new UploadId(Keyspace.agedUpload(row.key())), trace, now);
      }
    }
    return aborted;
  }

  /** Ends what is to end; how many uploads were aborted. */
  private int attend(UploadId id, UploadTrace trace, Instant now) {
    switch (trace) {
      case UploadTrace.Open open -> {
        if (expiry.filter(e -> !open.initiatedAt().isAfter(now.minus(e))).isPresent()) {
          uploads.abort(id, open.bucketId(), open.key());
          return 1;
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
    return 0;
  }

  private static UploadTrace decode(Row row) {
    return switch (row) {
      case Row.Entry(Key key, byte[] value) -> UploadTrace.decode(value);
      case Row.Folded folded -> throw new IllegalStateException("traces are not folded");
    };
  }
}
