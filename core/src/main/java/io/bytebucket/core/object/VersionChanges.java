package io.bytebucket.core.object;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.layout.Layouts;
import io.bytebucket.core.store.Transaction;
import java.util.List;

/**
 * Begins changes to the versions of objects. All services that make such changes share it.
 * Thread-safe.
 */
public final class VersionChanges {
  private final BlobIds ids;
  private final LayoutSizes sizes;
  private final List<VersionObserver> observers;

  /**
   * Changes in one store.
   *
   * @param ids gives out the ids of layouts
   * @param sizes how layouts are written
   * @param observers see every change, in this order
   */
  public VersionChanges(BlobIds ids, LayoutSizes sizes, List<VersionObserver> observers) {
    this.ids = ids;
    this.sizes = sizes;
    this.observers = List.copyOf(observers);
  }

  /** Begins a change to the versions of one object, as part of a commit. */
  VersionChange begin(Transaction transaction, Bucket bucket, ObjectKey key, Reason reason) {
    return new VersionChange(this, transaction, bucket, key, reason);
  }

  /** Shows a step that is about to be written to every observer. */
  void announce(Transaction transaction, VersionEvent event) {
    observers.forEach(observer -> observer.see(transaction, event));
  }

  /** The form in which a layout is stored, for the record that names it. */
  Layout settle(Transaction transaction, Layout layout) {
    return Layouts.settle(transaction, ids, sizes, layout);
  }
}
