package io.bytebucket.transfer.original;

import io.bytebucket.core.object.ObjectKey;
import io.bytebucket.core.object.ObjectRecord;
import io.bytebucket.transfer.Finding;

/** Is told what an import does. Called by many threads. */
public interface OriginalListener {
  /** What there is to do, as far as it is known by now. */
  void total(long objects, long bytes);

  /**
   * An object was dealt with.
   *
   * @param stored what is in the store now
   * @param bucket what it is called here
   * @param isNew whether it was taken in just now; else it was there already, and is equal
   * @param remark what is to be known of it, in words; empty for nothing
   */
  void object(String bucket, ObjectKey key, ObjectRecord stored, boolean isNew, String remark);

  /** Something that somebody should know of. */
  void found(Finding finding);
}
