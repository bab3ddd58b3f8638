package io.bytebucket.core.object;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.layout.Layouts;
import io.bytebucket.core.store.Transaction;

/**
 * Begins changes to the versions of objects: what all services that make some share. Thread-safe.
 */
public final class VersionChanges {
  private final BlobIds ids;
  private final LayoutSizes sizes;

  /**
   * Changes in one store.
   *
   * @param ids where the ids of layouts come from
   * @param sizes how layouts are written
   */
  public VersionChanges(BlobIds ids, LayoutSizes sizes) {
    this.ids = ids;
    this.sizes = sizes;
  }

  /** Begins a change to the versions of one object, as part of a commit. */
  VersionChange begin(Transaction transaction, Bucket bucket, ObjectKey key) {
    return new VersionChange(this, transaction, bucket, key);
  }

  /** The form in which a layout is stored; what its record is to name. */
  Layout settle(Transaction transaction, Layout layout) {
    return Layouts.settle(transaction, ids, sizes, layout);
  }
}
