package io.bytebucket.core.check;

import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.schema.QuarantineKeys;
import io.bytebucket.core.schema.StoredKey;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.Counters;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanRequest;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows that repairs moved out of the way. */
public final class Quarantine {
  private static final int PAGE_ROWS = 500;

  private Quarantine() {}

  /** Hands on every row there, the latest first; one that cannot be read is passed over. */
  public static void forEach(MetadataStore metadata, Consumer<QuarantinedRow> action) {
    RangeReader.of(metadata)
        .rows(
            QuarantineKeys.rows(),
            QuarantineKeys.rows().afterPrefix(),
            PAGE_ROWS,
            row -> {
              read(row).ifPresent(action);
              return true;
            });
  }

  /** The row that was stored there; empty when it cannot be read. */
  public static Optional<QuarantinedRow> read(Row.Entry row) {
    try {
      return Optional.of(QuarantinedRow.decode(row));
    } catch (RuntimeException e) {
      Damage.requireOf(e);
      return Optional.empty();
    }
  }

  /**
   * Whether it can be told what a row there names: blobs, a layout, or nothing. As long as it
   * cannot, nothing that nobody else names may be let go of: the row might need it.
   */
  public static boolean isReadable(Row.Entry row) {
    return new NameReader(
            new NameReader.Sink() {
              @Override
              public void blob(BlobId blob, Extent.Placement placement) {}

              @Override
              public void layout(BlobId layout) {}
            })
        .quarantined(row);
  }

  /** What a row there was, in one line. */
  public static String describe(QuarantinedRow row) {
    return StoredKey.of(row.original())
        .map(stored ->
            switch (stored) {
              case StoredKey.OfObject(long bucketId, String key) ->
                  "object " + key + " of bucket " + bucketId;
              case StoredKey.OfVersion(long bucketId, String key, long sequence) ->
                  "version " + sequence + " of object " + key + " of bucket " + bucketId;
              case StoredKey.OfReferences references -> "bytes of blob " + references.blob();
              default -> stored.toString();
            })
        .orElseGet(() -> "row " + row.original());
  }

  static long count(Snapshot snapshot) {
    long[] count = {0};
    try {
      RangeReader.of(snapshot)
          .rows(
              QuarantineKeys.rows(),
              QuarantineKeys.rows().afterPrefix(),
              PAGE_ROWS,
              row -> {
                count[0]++;
                return true;
              });
    } catch (RuntimeException e) {
      Damage.requireOf(e);
    }
    return count[0];
  }

  /** Notes a row, as part of a commit; what it names it goes on naming. */
  public static void note(
      Transaction transaction, Key original, byte[] value, String reason, Instant now) {
    transaction.put(
        QuarantineKeys.row(next(transaction), original), QuarantinedRow.encode(now, reason, value));
  }

  /** Keeps a blob of which no record tells, as part of a commit. */
  public static void keep(Transaction transaction, BlobId blob, String reason, Instant now) {
    Key references = Keyspace.references(blob);
    byte[] once = Counters.encode(1);
    transaction.put(references, once);
    note(transaction, references, once, reason, now);
  }

  /** The number of the next row. */
  static long next(Snapshot snapshot) {
    List<Key> latest =
        snapshot.scan(ScanRequest.prefix(QuarantineKeys.rows(), 1)).entries().stream()
            .map(row -> row.key())
            .toList();
    return latest.isEmpty() ? 1 : QuarantineKeys.sequence(latest.getFirst()) + 1;
  }
}
