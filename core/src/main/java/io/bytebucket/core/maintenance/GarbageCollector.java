package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.ScanPage;
import io.bytebucket.core.store.ScanRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Deletes blobs that a commit let go, from the garbage records those commits left. Blobs that are
 * being read wait for the next round. Thread-safe, but one thread is enough.
 */
public final class GarbageCollector {
  /** How many blobs one commit forgets at the most. */
  private static final int BATCH = 256;

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final BlobPins pins;

  /** A collector for these stores; {@code pins} are those of the readers in this process. */
  public GarbageCollector(MetadataStore metadata, BlobStore blobs, BlobPins pins) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.pins = pins;
  }

  /**
   * Goes once through the garbage there is. When it is interrupted by a crash, the records are
   * still there and the next round ends the work.
   *
   * @return how many blobs were deleted
   */
  public int collect() {
    int collected = 0;
    Optional<Key> from = Optional.of(Keyspace.allGarbage());
    while (from.isPresent()) {
      ScanRequest request =
          ScanRequest.range(from.get(), Keyspace.allGarbage().afterPrefix(), BATCH);
      ScanPage page = metadata.read(snapshot -> snapshot.scan(request));
      collected += delete(page.rows());
      from =
          page.end() instanceof ScanPage.End.LimitReached(Key next)
              ? Optional.of(next)
              : Optional.empty();
    }
    return collected;
  }

  private int delete(List<Row> rows) {
    List<Key> done = new ArrayList<>();
    for (Row row : rows) {
      BlobId blob = Keyspace.garbageBlob(row.key());
      if (!pins.isPinned(blob)) {
        blobs.delete(blob);
        done.add(row.key());
      }
    }
    if (!done.isEmpty()) {
      metadata.write(transaction -> {
        done.forEach(transaction::delete);
        return done;
      });
    }
    return done.size();
  }
}
