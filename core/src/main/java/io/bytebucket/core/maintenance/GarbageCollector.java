package io.bytebucket.core.maintenance;

import io.bytebucket.core.blob.BlobPins;
import io.bytebucket.core.blob.Garbage;
import io.bytebucket.core.blob.Lease;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.figure.Figure;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.BlobStore;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.RangeReader;
import io.bytebucket.core.store.Row;
import io.bytebucket.core.store.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Deletes the blobs that commits no longer need. Each such commit left a garbage record, and a
 * round goes through a bounded number of these. Blobs that are being read wait for a later round:
 * the pins of this process say which blobs its readers hold, and the leases of other processes say
 * since when theirs have been reading. A blob that has a reference record is left alone: its
 * garbage record is not from a commit of ours, and a check of the store says so. Thread-safe, but
 * one thread is enough.
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
  private Key next = FIRST;

  private final LongAdder deleted = new LongAdder();

  /** How many blobs the last round had to leave. */
  private volatile int left;

  /** Whether the last round found nothing but what is held, or what others may be reading. */
  private boolean isWaiting;

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
  public synchronized int collect() {
    Round round = new Round();
    RangeReader.of(metadata).pages(next, FIRST.afterPrefix(), BATCH, round::goesOnAfter);
    next = round.next;
    isWaiting = round.waiting > 0 && round.collected == 0;
    left = round.seen - round.collected;
    deleted.add(round.collected);
    return round.end();
  }

  /** What may be known of how it fares. */
  public List<Figure> figures() {
    return List.of(
        new Figure.Total(
            "bytebucket_garbage_deleted_total",
            "Blobs that were deleted because nothing named them any more.",
            deleted::sum),
        new Figure.Level(
            "bytebucket_garbage_waiting",
            "Blobs that the last round could not delete, because they were being read or the disk"
                + " failed.",
            () -> left));
  }

  /** Whether the last round ended at its bound, and the next may find more than it did. */
  public synchronized boolean isMoreDue() {
    return !next.equals(FIRST) && !isWaiting;
  }

  /**
   * The earliest epoch in which a reader in another process may have begun. What was let go in an
   * earlier one is no longer read there, and never will be.
   */
  private long othersReadSince(Snapshot snapshot) {
    return Lease.all(snapshot).stream()
        .filter(lease -> lease.start() != pins.start())
        .mapToLong(Lease::readingSince)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** One walk through the garbage, by one thread. */
  private final class Round {
    private int collected;
    private int waiting;
    private int seen;
    private Key next = FIRST;
    private @Nullable StoreException failure;

    /** Deletes what can be deleted of some garbage, and says whether the round goes on. */
    boolean goesOnAfter(List<Row.Entry> rows) {
      if (rows.isEmpty()) {
        return false;
      }
      // After the rows were read: a server that starts later cannot find what they condemn.
      // And a hold that begins later is for a state that condemns them, too.
      long readSince =
          Math.min(metadata.read(GarbageCollector.this::othersReadSince), pins.heldSince());
      collect(withoutReferences(rows), readSince);
      seen += rows.size();
      if (seen < ROUND_MAX) {
        return true;
      }
      next = rows.getLast().key().next();
      return false;
    }

    private List<Row.Entry> withoutReferences(List<Row.Entry> rows) {
      List<Optional<byte[]>> references =
          metadata.read(snapshot ->
              snapshot.getAll(
                  rows.stream()
                      .map(row -> Keyspace.references(Keyspace.garbageBlob(row.key())))
                      .toList()));
      return IntStream.range(0, rows.size())
          .filter(at -> references.get(at).isEmpty())
          .mapToObj(rows::get)
          .toList();
    }

    private void collect(List<Row.Entry> rows, long readSince) {
      List<Key> done = new ArrayList<>();
      for (Row.Entry row : rows) {
        try {
          Garbage garbage = Garbage.decode(row.value());
          BlobId blob = Keyspace.garbageBlob(row.key());
          if (garbage.epoch() >= readSince) {
            waiting++;
          } else if (!pins.isPinned(blob)) {
            delete(blob, garbage, done);
            done.add(row.key());
            collected++;
          }
        } catch (StoreException e) {
          // One blob that cannot be deleted must not keep the ones after it from being deleted.
          failure = e;
        }
      }
      if (!done.isEmpty()) {
        metadata.write(transaction -> {
          done.forEach(transaction::delete);
          return done;
        });
      }
    }

    private void delete(BlobId blob, Garbage garbage, List<Key> done) {
      switch (garbage.placement()) {
        case INLINE -> done.add(Keyspace.inlineBytes(blob));
        case STORED -> blobs.delete(blob);
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
