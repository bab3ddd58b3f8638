package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.blob.Extent;
import io.bytebucket.core.failure.StoreException;
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
import org.jspecify.annotations.Nullable;

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
   * @throws StoreException as a blob could not be deleted, after all others were; it stays garbage
   */
  public int collect() {
    Round round = new Round();
    Optional<Key> from = Optional.of(Keyspace.allGarbage());
    while (from.isPresent()) {
      ScanRequest request =
          ScanRequest.range(from.get(), Keyspace.allGarbage().afterPrefix(), BATCH);
      ScanPage page = metadata.read(snapshot -> snapshot.scan(request));
      round.collect(page.rows());
      from =
          page.end() instanceof ScanPage.End.LimitReached(Key next)
              ? Optional.of(next)
              : Optional.empty();
    }
    return round.end();
  }

  /** One walk through the garbage, by one thread. */
  private final class Round {
    private int collected;
    private @Nullable StoreException failure;

    void collect(List<Row> rows) {
      List<Key> done = new ArrayList<>();
      for (Row row : rows) {
        BlobId blob = Keyspace.garbageBlob(row.key());
        if (!pins.isPinned(blob)) {
          attempt(row, blob, done);
        }
      }
      if (!done.isEmpty()) {
        metadata.write(transaction -> {
          done.forEach(transaction::delete);
          return done;
        });
      }
    }

    /** One blob that cannot be deleted must not keep all after it. */
    private void attempt(Row row, BlobId blob, List<Key> done) {
      try {
        switch (placement(row)) {
          case INLINE -> done.add(Keyspace.inlineBytes(blob));
          case STORED -> blobs.delete(blob);
        }
        done.add(row.key());
        collected++;
      } catch (StoreException e) {
        failure = e;
      }
    }

    int end() {
      if (failure != null) {
        throw failure;
      }
      return collected;
    }
  }

  private static Extent.Placement placement(Row row) {
    return switch (row) {
      case Row.Entry(Key key, byte[] record) -> BlobLedger.garbagePlacement(record);
      case Row.Folded folded -> throw new IllegalStateException("garbage is not folded");
    };
  }
}
