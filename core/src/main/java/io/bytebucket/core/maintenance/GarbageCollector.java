package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobLedger;
import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the blobs that commits no longer need. Each such commit left a garbage record, and a
 * round goes through a bounded number of these. Blobs that are being read wait for a later round.
 * Thread-safe, but one thread is enough.
 */
public final class GarbageCollector {
  /** How many garbage records one commit removes at the most. */
  private static final int BATCH = 256;

  /**
   * How many blobs a round looks at before it ends; up to a batch more. Closing waits for a round,
   * so it must be short.
   */
  private static final int ROUND_MAX = 10_000;

  private static final Key FIRST = Keyspace.allGarbage();

  private final MetadataStore metadata;
  private final BlobStore blobs;
  private final BlobPins pins;

  /** Where the next round begins: at the first record, unless the last round ended at its bound. */
  private final AtomicReference<Key> next = new AtomicReference<>(FIRST);

  /** A collector for these stores; {@code pins} are those of the readers in this process. */
  public GarbageCollector(MetadataStore metadata, BlobStore blobs, BlobPins pins) {
    this.metadata = metadata;
    this.blobs = blobs;
    this.pins = pins;
  }

  /**
   * Does one round. It goes through the garbage once, up to the bound of a round; the next round
   * goes on from there. If a crash interrupts it, the records are still there, and a later round
   * does the rest.
   *
   * @return how many blobs were deleted
   * @throws StoreException when a blob could not be deleted, which stays garbage; all others of the
   *     round have been deleted by then
   */
  public int collect() {
    Round round = new Round();
    RangeReader.of(metadata).pages(next.get(), FIRST.afterPrefix(), BATCH, round::goesOnAfter);
    next.set(round.next);
    return round.end();
  }

  /** Whether the last round ended at its bound. */
  public boolean isMoreDue() {
    return !next.get().equals(FIRST);
  }

  /** One walk through the garbage, by one thread. */
  private final class Round {
    private int collected;
    private int left = ROUND_MAX;
    private Key next = FIRST;
    private @Nullable StoreException failure;

    /** Deletes what can be deleted of some garbage, and says whether the round goes on. */
    boolean goesOnAfter(List<Row.Entry> rows) {
      collect(rows);
      left -= rows.size();
      if (left > 0) {
        return true;
      }
      next = rows.getLast().key().next();
      return false;
    }

    private void collect(List<Row.Entry> rows) {
      List<Key> done = new ArrayList<>();
      for (Row.Entry row : rows) {
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

    /** One blob that cannot be deleted must not keep the ones after it from being deleted. */
    private void attempt(Row.Entry row, BlobId blob, List<Key> done) {
      try {
        switch (BlobLedger.garbagePlacement(row.value())) {
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
}
