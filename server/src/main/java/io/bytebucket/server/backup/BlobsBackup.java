package io.bytebucket.server.backup;

import io.bytebucket.core.failure.Failure;
import io.bytebucket.core.failure.StoreException;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.BlobId;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.engine.local.blob.BlobFiles;
import io.bytebucket.engine.local.blob.BlobMark;
import io.bytebucket.server.progress.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Brings the blobs of a store to where they are not yet, several at once. What is damaged or
 * missing is noted, and the others are brought. {@link #take} is for one thread.
 */
final class BlobsBackup {
  private static final int BATCH = 64;

  /** So many damaged blobs are remembered, to be named by their objects. */
  private static final int DAMAGED_MAX = 1_000;

  private final BlobFiles from;
  private final BlobFiles to;
  private final BlobTransfer transfer;
  private final Crew crew;
  private final Progress progress;
  private final LongAdder blobs = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder broughtBlobs = new LongAdder();
  private final LongAdder broughtBytes = new LongAdder();
  private final LongAdder damagedCount = new LongAdder();
  private final Map<BlobId, String> damaged = new ConcurrentSkipListMap<>();
  private final MetadataStore metadata;
  private final String missing;
  private List<BlobId> batch = new ArrayList<>(BATCH);

  /**
   * Blobs of that metadata.
   *
   * @param missing what is noted of one that is nowhere
   */
  BlobsBackup(
      BlobFiles from,
      BlobFiles to,
      BlobTransfer transfer,
      Crew crew,
      Progress progress,
      MetadataStore metadata,
      String missing) {
    this.from = from;
    this.to = to;
    this.transfer = transfer;
    this.crew = crew;
    this.progress = progress;
    this.metadata = metadata;
    this.missing = missing;
  }

  /** Takes one that is named. */
  void take(BlobId id) {
    batch.add(id);
    if (batch.size() == BATCH) {
      submit();
    }
  }

  /** Waits until all are brought. */
  void finish() {
    submit();
    crew.finish();
  }

  private void submit() {
    List<BlobId> ids = batch;
    batch = new ArrayList<>(BATCH);
    crew.submit(() -> {
      for (BlobId id : ids) {
        try {
          bring(id);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    });
  }

  private void bring(BlobId id) throws IOException {
    Optional<BlobMark> there;
    try {
      there = from.mark(id);
    } catch (StoreException e) {
      note(id, e, has(id) ? "; an earlier copy of it is kept" : "");
      return;
    }
    if (there.isEmpty()) {
      // One without a file is inline, where several name it, or missing.
      if (metadata.read(snapshot -> snapshot.get(Keyspace.inlineBytes(id))).isEmpty()) {
        note(id, missing);
      }
      return;
    }
    long lengthBytes = there.get().lengthBytes();
    Optional<BlobMark> known = known(id);
    if (known.isEmpty()) {
      try {
        broughtBytes.add(transfer.bring(id));
        broughtBlobs.increment();
      } catch (StoreException e) {
        note(id, e, "");
        return;
      }
    } else if (!known.equals(there)) {
      throw new BackupException(
          "there is another blob "
              + id
              + " already: what is there is of another store, or of this one before an older"
              + " backup of it was restored; give this one a directory of its own");
    }
    blobs.increment();
    bytes.add(lengthBytes);
    progress.done(1, lengthBytes);
  }

  /** What is there of it already; what is there and damaged is brought again, over it. */
  private Optional<BlobMark> known(BlobId id) {
    try {
      return to.mark(id);
    } catch (StoreException e) {
      if (!(e.failure() instanceof Failure.Corrupt)) {
        throw e;
      }
      return Optional.empty();
    }
  }

  private boolean has(BlobId id) {
    try {
      return to.mark(id).isPresent();
    } catch (StoreException e) {
      return false;
    }
  }

  private void note(BlobId id, StoreException cause, String what) {
    if (!(cause.failure() instanceof Failure.Corrupt(String _, String detail))) {
      throw cause;
    }
    String problem =
        detail.startsWith(id + " ") ? detail.substring(id.toString().length() + 1) : detail;
    note(id, "damaged (" + problem + ")" + what);
  }

  /** Notes that a blob is damaged or missing. */
  private void note(BlobId id, String problem) {
    damagedCount.increment();
    if (damaged.size() < DAMAGED_MAX) {
      damaged.put(id, problem);
    }
  }

  /** What is damaged or missing, the first of it. */
  Map<BlobId, String> damaged() {
    return damaged;
  }

  /** How much is. */
  long damagedCount() {
    return damagedCount.sum();
  }

  long blobs() {
    return blobs.sum();
  }

  long bytes() {
    return bytes.sum();
  }

  long broughtBlobs() {
    return broughtBlobs.sum();
  }

  /** How long the files are together that were brought. */
  long broughtBytes() {
    return broughtBytes.sum();
  }
}
