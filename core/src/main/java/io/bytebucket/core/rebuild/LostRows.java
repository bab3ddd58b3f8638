package io.bytebucket.core.rebuild;

import io.bytebucket.core.object.ObjectLabel;
import io.bytebucket.core.schema.Keyspace;
import io.bytebucket.core.store.Key;
import io.bytebucket.core.store.MetadataStore;
import io.bytebucket.core.store.Transaction;
import java.util.ArrayList;
import java.util.List;

/**
 * Which rows may have been there and are not: those that do not read, and those that read and were
 * left out, because they are of no use alone. What a blob tells of counts only where its row may be
 * lost: where it is known that there is none, the blob is of something that was replaced or
 * deleted, or of an upload that nobody was told of.
 */
final class LostRows {
  /** Why a blob is kept that tells of something whose row is not lost. */
  static final String OVER =
      "bytes of something whose record is not lost: it was replaced or deleted, or nobody was told";

  private static final int BATCH = 500;
  private static final byte[] YES = {1};

  private final SalvagedRows salvaged;
  private final MetadataStore scratch;
  private final List<Key> batch = new ArrayList<>();
  private boolean isAnyLeftOut;

  LostRows(SalvagedRows salvaged, MetadataStore scratch) {
    this.salvaged = salvaged;
    this.scratch = scratch;
  }

  /** Notes a row that reads, and that is not taken over, or makes no sense. */
  void leaveOut(Key row) {
    isAnyLeftOut = true;
    batch.add(row);
    if (batch.size() == BATCH) {
      end();
    }
  }

  /** To be called after the last of those. */
  void end() {
    if (!batch.isEmpty()) {
      scratch.write((Transaction transaction) -> {
        batch.forEach(row -> transaction.put(ScratchKeys.leftOut(row), YES));
        return batch;
      });
    }
    batch.clear();
  }

  /** Whether a row may have stood under that key, and was not taken over. */
  boolean mayBe(Key row) {
    return salvaged.mayBeLost(row)
        || (isAnyLeftOut
            && scratch.<Boolean>read(
                snapshot -> snapshot.get(ScratchKeys.leftOut(row)).isPresent()));
  }

  /** Whether the record of an object may be lost, whether it was the current one or not. */
  boolean mayBeRecordOf(ObjectLabel label) {
    return mayBeCurrent(label)
        || mayBe(
            Keyspace.version(
                label.bucket().id(), label.key().toBytes(), label.versionOrDerived().sequence()));
  }

  /** Whether the record of the current version of the key of an object may be lost. */
  boolean mayBeCurrent(ObjectLabel label) {
    return mayBe(Keyspace.object(label.bucket().id(), label.key().toBytes()));
  }
}
