package io.bytebucket.core.object;

import io.bytebucket.core.blob.BlobIds;
import io.bytebucket.core.bucket.Bucket;
import io.bytebucket.core.layout.Layout;
import io.bytebucket.core.layout.LayoutSizes;
import io.bytebucket.core.layout.Layouts;
import io.bytebucket.core.store.Snapshot;
import io.bytebucket.core.store.Transaction;
import java.util.List;
import java.util.Optional;

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

  /**
   * Puts a version from elsewhere in the place that its identity gives it among those there are, as
   * part of a commit; {@link #inTheWay} was asked in the same one. No quota is asked.
   */
  public void insert(
      Transaction transaction, Bucket bucket, ObjectKey key, Reason reason, ObjectRecord version) {
    begin(transaction, bucket, key, reason).insert(version);
  }

  /**
   * What has the place that a version from elsewhere would take: the same one, another one with its
   * number, or another null version.
   */
  public static Optional<ObjectRecord> inTheWay(
      Snapshot snapshot, Bucket bucket, ObjectKey key, VersionId version) {
    Optional<ObjectRecord> same = VersionIndex.at(snapshot, bucket, key, version.sequence());
    return same.isPresent() || !version.isNull()
        ? same
        : VersionIndex.find(snapshot, bucket, key, new VersionSelector.Null());
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
